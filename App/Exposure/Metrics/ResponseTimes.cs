using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>How long it took to notice an exposure, and then to end it (metrics 6.5), in days. Negative where somebody was quicker than the facts.</summary>
/// <param name="ToDetect">MTTD = detected − first exposed; null where nobody was exposed.</param>
/// <param name="ToContain">MTTC = contained − detected; null while it is open and nobody gives an instant.</param>
public sealed record ResponseTimes(MeasureRange? ToDetect, MeasureRange? ToContain)
{
    /// <param name="contained">Null: the end of the last exposure.</param>
    public static ResponseTimes Of(LedgerFigures figures, DateTimeOffset detected, DateTimeOffset? contained)
    {
        MeasureRange? found = figures.First is { } first
            ? new((detected - (figures.FirstSure ?? first)).TotalDays, (detected - first).TotalDays)
            : null;
        return new(
            found,
            contained is { } given ? MeasureRange.Exactly((given - detected).TotalDays)
                : figures is { OpenPerDay.High: 0, Last: { } last }
                    ? new(((figures.LastSure ?? last) - detected).TotalDays, (last - detected).TotalDays)
                : null
        );
    }
}

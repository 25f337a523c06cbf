using System.Collections.Immutable;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Pages.Timelines;

/// <summary>One interval as it is drawn.</summary>
/// <param name="Start">0 to 1 of the axis.</param>
/// <param name="End">0 to 1, at least <paramref name="Start"/>.</param>
public sealed record TimelineLane(ExposureRow Row, double Start, double End);

/// <summary>A change that opened or closed exposure at one instant.</summary>
/// <param name="Causes">Empty where no source says what happened.</param>
/// <param name="Pairs">Pairs of a person or service account and a table that it opened or closed.</param>
/// <param name="IsSure">False where they are only possibly exposed, or the instant lies between two imports.</param>
public sealed record TimelineEvent(
    DateTimeOffset At,
    bool IsOpening,
    ImmutableArray<ExposureCause> Causes,
    long Pairs,
    bool IsSure
);

/// <summary>Intervals of exposure on one axis, and what opened and closed them.</summary>
/// <param name="Lanes">By beginning, the longest first among equals; at most <see cref="MostLanes"/>, those with the most person-table-days.</param>
/// <param name="Events">By instant.</param>
/// <param name="Left">Intervals that are not drawn.</param>
public sealed record TimelineFigure(
    DateTimeOffset From,
    DateTimeOffset To,
    ImmutableArray<TimelineLane> Lanes,
    ImmutableArray<TimelineEvent> Events,
    int Left
)
{
    /// <summary>More than fit on a screen help nobody; all stand in the list of intervals.</summary>
    public const int MostLanes = 40;

    /// <param name="rows">Most person-table-days first, as an exposure answer has them.</param>
    public static TimelineFigure Of(DateTimeOffset from, DateTimeOffset to, ImmutableArray<ExposureRow> rows)
    {
        var span = (to - from).TotalMilliseconds;
        return new(
            from,
            to,
            [
                .. rows.Take(MostLanes)
                    .OrderBy(row => row.From)
                    .ThenByDescending(row => row.Days)
                    .Select(row => new TimelineLane(row, Share(row.From), Share(row.To ?? to))),
            ],
            [
                .. rows.Where(row => !row.IsOpenAtStart)
                    .Select(row => (At: row.From, IsOpening: true, Causes: row.Opening, Row: row))
                    .Concat(
                        rows.Where(row => row.To is not null)
                            .Select(row => (At: row.To!.Value, IsOpening: false, Causes: row.Closing, Row: row))
                    )
                    .GroupBy(each => (each.At, each.IsOpening, Words: string.Join('\n', each.Causes), each.Row.IsSure))
                    .Select(same => new TimelineEvent(
                        same.Key.At,
                        same.Key.IsOpening,
                        same.First().Causes,
                        same.Sum(each => PairsOf(each.Row)),
                        same.Key.IsSure
                    ))
                    .OrderBy(one => one.At)
                    .ThenBy(one => one.IsOpening)
                    .ThenByDescending(one => one.Pairs),
            ],
            Math.Max(0, rows.Length - MostLanes)
        );

        double Share(DateTimeOffset at) => Math.Clamp((at - from).TotalMilliseconds / span, 0, 1);
    }

    /// <summary>Where an instant stands on the axis, 0 to 1.</summary>
    public double Share(DateTimeOffset at) => Math.Clamp((at - From) / (To - From), 0, 1);

    /// <summary>The nearest event before an instant, or after it; null where there is none.</summary>
    public DateTimeOffset? Neighbour(DateTimeOffset at, bool isAfter) =>
        isAfter ? Events.FirstOrDefault(one => one.At > at)?.At : Events.LastOrDefault(one => one.At < at)?.At;

    /// <summary>Whether an interval holds an instant: half-open, the axis's own end excepted, where what is open counts.</summary>
    public static bool Holds(ExposureRow row, DateTimeOffset at) =>
        row.From <= at && (row.To is not { } end || at < end);

    public static long PairsOf(ExposureRow row) => ((long)row.People + row.Services) * row.Tables.Length;
}

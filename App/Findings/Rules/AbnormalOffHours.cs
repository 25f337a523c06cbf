using GovernanceDashboard.Findings.Rules.Use;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-43: somebody read at night who does not do so.</summary>
public sealed class AbnormalOffHours : IFindingRule
{
    private const int NightBegins = 22;
    private const int NightEnds = 6;
    private const double Limit = 0.05;

    // Hours of a day that count as the same: fewer where the zone is known and night is night.
    private const int Near = 2;
    private const int NearWithoutZone = 4;

    public RuleInfo Info { get; } =
        new(
            "abnormal-off-hours",
            "Read at an unusual hour",
            "A person read sensitive or unclassified data between 22:00 and 06:00 of their own time zone, and read within 2 hours of that time of day on no more than 5 % of the days on which they read in the 90 days before; of those there have to be 10. The zone is that of the region in the directory. Where that is unknown, habit alone decides: no more than 5 % of the days within 4 hours of that time in UTC. Who works at night is thus left alone. Weekends are not told apart. It needs exact instants, which are kept of tables that were sensitive at the import. Refused attempts and service accounts are left out; nothing is said in the first 30 days of the logs. It is a question to ask, no proof of a wrong. Amount: reads of the night.",
            "reads",
            ["R-43"],
            ["CSF 2.0 DE.CM-03", "ISO 27001 A.8.16"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var reader in context.Use.Readers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var day in reader.Days.Where(day => Baseline.HasHistory(context.Use, day.First)))
            {
                ReadHour[] night =
                [
                    .. day.Hours.Where(hour => reader.Zone is null || Clock(reader.Zone, hour) is >= NightBegins or < NightEnds),
                ];
                if (night.Length > 0 && Judge(context.Use, reader, day.Day, night) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private Finding? Judge(LoggedUse use, GroupReader reader, int day, ReadHour[] night)
    {
        var near = reader.Zone is null ? NearWithoutZone : Near;
        var habit = use.ByLogin[reader.Login]
            .SelectMany(group => group.Between(day - Baseline.Days, day))
            .Where(one => !one.Hours.IsEmpty)
            .GroupBy(one => one.Day, one => one.Hours)
            .Select(hours => hours.SelectMany(one => one).Select(hour => Clock(reader.Zone, hour)).ToHashSet())
            .ToArray();
        if (habit.Length < Baseline.OwnDays)
        {
            return null;
        }

        // Each hour is judged for itself: one that is usual takes no other with it.
        var unusual = Array.FindAll(night, hour => Share(habit, Clock(reader.Zone, hour), near) <= Limit);
        if (unusual.Length == 0)
        {
            return null;
        }

        var first = unusual.MinBy(hour => hour.First);
        var days = habit.Count(hours => IsNear(hours, Clock(reader.Zone, first), near));
        var share = (double)days / habit.Length;
        var (from, to) = (Baseline.Start(day - Baseline.Days), Baseline.Start(day));
        var at = reader.Zone is { } zone ? TimeZoneInfo.ConvertTime(first.First, zone) : first.First;
        return new(
            Info.Id,
            [Subject.Login(reader.Login), reader.Group],
            first.First,
            unusual.Max(hour => hour.Last),
            unusual.Sum(hour => hour.Reads),
            $"{Subject.Login(reader.Login)} read {reader.Group} at {at:HH:mm} on {at:yyyy-MM-dd} {(reader.Zone is null ? "in UTC, the reader's zone is not known" : $"in {reader.Zone.Id}")}; on {days} of {habit.Length} days with reads since {from:yyyy-MM-dd} they read within {near} hours of that time: {Baseline.Text(100 * share)} %, limit {Baseline.Text(100 * Limit)} %.",
            new(reader.Weight, 1, IsGapOnly: true)
        )
        {
            Statistic = new(
                reader.Zone is null ? "hour of the day, UTC" : $"hour of the day, {reader.Zone.Id}",
                Clock(reader.Zone, first),
                $"share of the reader's own days with reads within {near} hours of that time of day; low is unusual",
                share,
                Limit,
                habit.Length,
                from,
                to
            ),
        };
    }

    private static int Clock(TimeZoneInfo? zone, ReadHour hour) =>
        zone is null ? hour.First.UtcDateTime.Hour : TimeZoneInfo.ConvertTime(hour.First, zone).Hour;

    private static double Share(HashSet<int>[] habit, int clock, int near) =>
        (double)habit.Count(hours => IsNear(hours, clock, near)) / habit.Length;

    private static bool IsNear(HashSet<int> hours, int clock, int near) =>
        Enumerable.Range(-near, (2 * near) + 1).Any(step => hours.Contains((clock + step + 24) % 24));
}

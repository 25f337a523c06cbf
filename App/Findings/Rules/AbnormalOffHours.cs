using GovernanceDashboard.Findings.Rules.Use;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-43: somebody read at night who does not do so.</summary>
public sealed class AbnormalOffHours : IFindingRule
{
    private const int NightBegins = 22;
    private const int NightEnds = 6;
    private const double Limit = 0.05;

    // Of fewer days a share of 5 % cannot be told.
    private const int FewestDays = 20;

    // Where no zone tells what night is: hours so close count as the same time of day.
    private const int Near = 4;

    public RuleInfo Info { get; } =
        new(
            "abnormal-off-hours",
            "Read at an unusual hour",
            "A person read sensitive or unclassified data between 22:00 and 06:00 of their own time zone, and on no more than 5 % of the days on which they read in the 90 days before did they read at such hours; of those days there have to be 20. The zone is that of the region in the directory. Where that is unknown, habit alone decides: no more than 5 % of the days within 4 hours of that time in UTC. Who works at night is thus left alone. Weekends are not told apart. It needs exact instants, which are kept of tables that were sensitive at the import. Refused attempts and service accounts are left out; nothing is said in the first 30 days in which the group is read. It is a question to ask, no proof of a wrong. Amount: reads of the night.",
            "reads",
            ["R-43"],
            ["CSF 2.0 DE.CM-03", "ISO 27001 A.8.16"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var reader in context.Use.Readers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var day in reader.Days.Where(day => Baseline.HasHistory(context.Use, reader.Group, day.First)))
            {
                ReadHour[] night =
                [
                    .. day.Hours.Where(hour => reader.Zone is null || IsNight(Clock(reader.Zone, hour))),
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
        var habit = use.ByLogin[reader.Login]
            .SelectMany(group => group.Between(day - Baseline.Days, day))
            .Where(one => !one.Hours.IsEmpty)
            .GroupBy(one => one.Day, one => one.Hours)
            .Select(hours => hours.SelectMany(one => one).Select(hour => Clock(reader.Zone, hour)).ToHashSet())
            .ToArray();
        if (habit.Length < FewestDays)
        {
            return null;
        }

        // Each hour is judged for itself: one that is usual takes no other with it.
        var unusual = Array.FindAll(night, hour => Alike(habit, reader.Zone, hour) <= Limit * habit.Length);
        if (unusual.Length == 0)
        {
            return null;
        }

        var first = unusual.MinBy(hour => hour.First);
        var days = Alike(habit, reader.Zone, first);
        var share = (double)days / habit.Length;
        var (from, to) = (Baseline.From(use, day), Baseline.Start(day));
        var at = reader.Zone is { } zone ? TimeZoneInfo.ConvertTime(first.First, zone) : first.First;
        return new(
            Info.Id,
            [Subject.Login(reader.Login), reader.Group],
            first.First,
            unusual.Max(hour => hour.Last),
            unusual.Sum(hour => hour.Reads),
            $"{Subject.Login(reader.Login)} read {reader.Group} at {at:HH:mm} on {at:yyyy-MM-dd} {(reader.Zone is null ? "in UTC, the reader's zone is not known" : $"in {reader.Zone.Id}")}; on {days} of {habit.Length} days with reads since {from:yyyy-MM-dd} they read {(reader.Zone is null ? $"within {Near} hours of that time" : "between 22:00 and 06:00")}: {Baseline.Text(100 * share)} %, limit {Baseline.Text(100 * Limit)} %.",
            new(reader.Weight, 1, IsGapOnly: true)
        )
        {
            Statistic = new(
                reader.Zone is null ? "hour of the day, UTC" : $"hour of the day, {reader.Zone.Id}",
                Clock(reader.Zone, first),
                reader.Zone is null
                    ? $"share of the reader's own days with reads within {Near} hours of that time of day; low is unusual"
                    : "share of the reader's own days with reads between 22:00 and 06:00; low is unusual",
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

    // Days of one's own on which one read at night, or, without a zone, at about that time.
    private static int Alike(HashSet<int>[] habit, TimeZoneInfo? zone, ReadHour hour)
    {
        var clock = Clock(zone, hour);
        return zone is null
            ? habit.Count(hours =>
                Enumerable.Range(-Near, (2 * Near) + 1).Any(step => hours.Contains((clock + step + 24) % 24))
            )
            : habit.Count(hours => hours.Any(IsNight));
    }

    private static bool IsNight(int clock) => clock is >= NightBegins or < NightEnds;
}

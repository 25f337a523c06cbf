using System.Globalization;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>What abnormal reads are measured against. Only days on which somebody read are compared, so that a day without logs does not look like a day without use.</summary>
internal static class Baseline
{
    /// <summary>The days before the judged one that it is compared with.</summary>
    public const int Days = 90;

    /// <summary>Nothing is called abnormal in the first days in which a group is read at all.</summary>
    public const int History = 30;

    /// <summary>Fewer days of one's own tell nothing: others alone are compared with then.</summary>
    public const int OwnDays = 3;

    private const int FewestPeers = 5;
    private const int FewestPeerDays = 30;

    private static readonly DateTimeOffset s_epoch = DateTimeOffset.UnixEpoch;

    public static bool HasHistory(LoggedUse use, string group, DateTimeOffset at) =>
        at - use.BeganOf[group] >= TimeSpan.FromDays(History);

    /// <summary>
    /// The days of others before a reader's day: of those who read the same group, and where they are fewer than five, of everybody who reads sensitive data. Null
    /// where they are too few days to say anything.
    /// </summary>
    public static (IReadOnlyList<ReadDay> Days, int People, string Who)? Peers(
        LoggedUse use,
        GroupReader reader,
        int day
    )
    {
        foreach (
            var (readers, who) in new[]
            {
                (use.ByGroup[reader.Group], "others who read it"),
                (use.Readers.AsEnumerable(), "others who read sensitive data"),
            }
        )
        {
            var people = new HashSet<string>(StringComparer.Ordinal);
            var days = new List<ReadDay>();
            foreach (var other in readers.Where(other => other.Login != reader.Login))
            {
                var before = days.Count;
                days.AddRange(other.Between(day - Days, day));
                if (days.Count > before)
                {
                    people.Add(other.Login);
                }
            }

            if (people.Count >= FewestPeers && days.Count >= FewestPeerDays)
            {
                return (days, people.Count, who);
            }
        }

        return null;
    }

    public static DateTimeOffset Start(int day) => s_epoch.AddDays(day);

    /// <summary>Since when there is anything to compare a day with.</summary>
    public static DateTimeOffset From(LoggedUse use, int day) =>
        use.Began is { } began && began > Start(day - Days) ? began : Start(day - Days);

    public static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

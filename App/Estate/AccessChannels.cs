using System.Collections.Immutable;

namespace GovernanceDashboard.Estate;

/// <summary>The ways by which somebody gets at a table's data, as answers spell them; always in this order.</summary>
public static class AccessChannels
{
    /// <summary>SELECT on the table itself, as its source's authorizer decides.</summary>
    public const string Hive = "hive";

    /// <summary>The table's files in HDFS.</summary>
    public const string Files = "files";

    /// <summary>SELECT on a view that shows the table.</summary>
    public const string View = "view";

    /// <summary>A dashboard that shows the table, opened by its audience.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>Read on an address, as Ranger's url policies decide.</summary>
    public const string Url = "url";

    public static ImmutableArray<string> Of(bool hive, bool files = false, bool view = false, bool dashboard = false) =>
        [
            .. new[] { (hive, Hive), (files, Files), (view, View), (dashboard, Dashboard) }
                .Where(channel => channel.Item1)
                .Select(channel => channel.Item2),
        ];
}

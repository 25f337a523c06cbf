using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Views;

/// <summary>Which dashboards show which tables, directly and through views. Made at the first question; immutable.</summary>
internal sealed class DashboardGraph
{
    private static readonly ImmutableArray<int> s_none = [];

    private readonly ViewGraph _views;
    private readonly Dictionary<int, ImmutableArray<int>> _over; // by what is read: the dashboards that read it directly
    private readonly ImmutableArray<ImmutableArray<int>> _under; // by dashboard: what it reads directly

    /// <param name="find">Ordinal of a table of the catalogue; null where it has none of that name.</param>
    internal DashboardGraph(EstateFacts facts, ViewGraph views, Func<TableName, TableOrdinal?> find)
    {
        _views = views;
        _under =
        [
            .. facts.Dashboards.Select(dashboard =>
                dashboard
                    .Reads.Select(find)
                    .OfType<TableOrdinal>()
                    .Select(table => table.Value)
                    .Distinct()
                    .Order()
                    .ToImmutableArray()
            ),
        ];
        _over = _under
            .Index()
            .SelectMany(dashboard => dashboard.Item.Select(table => (Table: table, Dashboard: dashboard.Index)))
            .GroupBy(read => read.Table)
            .ToDictionary(read => read.Key, read => read.Select(one => one.Dashboard).ToImmutableArray());
    }

    /// <summary>All dashboards that show the table, directly or through views, ascending.</summary>
    internal ImmutableArray<int> Over(int table) =>
        _over.Count == 0
            ? s_none
            :
            [
                .. _views
                    .Over(table)
                    .Append(table)
                    .SelectMany(read => _over.GetValueOrDefault(read, s_none))
                    .Distinct()
                    .Order(),
            ];

    /// <summary>All tables and views that the dashboard shows, directly or through views, ascending.</summary>
    internal ImmutableArray<int> Under(int dashboard) =>
        [.. _under[dashboard].SelectMany(read => _views.Under(read).Append(read)).Distinct().Order()];

    /// <summary>
    /// The views from the dashboard down to the one that reads the table, of a shortest way; empty where the dashboard reads the table itself.
    /// </summary>
    /// <param name="chains">As <see cref="ViewGraph.ChainsTo"/> gives them for the table, which the dashboard shows.</param>
    internal ImmutableArray<int> Way(int dashboard, int table, Dictionary<int, ImmutableArray<int>> chains) =>
        _under[dashboard].Contains(table)
            ? s_none
            : _under[dashboard]
                .Where(chains.ContainsKey)
                .Select(view => chains[view])
                .OrderBy(chain => chain.Length)
                .ThenBy(chain => chain[0])
                .First();
}

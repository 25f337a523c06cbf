using System.Collections.Immutable;
using GovernanceDashboard.Access.Views;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <content>What dashboards let through: their audience sees what is in tables, and nobody asks the warehouse whether it may.</content>
public sealed partial class AccessIndex
{
    private readonly Lazy<DashboardGraph> _dashboards;

    /// <summary>Accounts that may open the dashboard; null where no source says so.</summary>
    public PrincipalSet? Audience(Dashboard dashboard) =>
        dashboard.Audience is { } audience
            ? audience.Aggregate(_accounts.None, (accounts, principal) => accounts.Union(Members(principal)))
            : null;

    /// <summary>All dashboards that show the table, directly or through views, by id.</summary>
    public ImmutableArray<Dashboard> DashboardsOver(TableOrdinal table) =>
        [.. _dashboards.Value.Over(table.Value).Select(dashboard => Facts.Dashboards[dashboard])];

    /// <summary>Who may open dashboards that show the table. One look at each of them.</summary>
    public DashboardReaders DashboardReaders(TableOrdinal table)
    {
        var over = DashboardsOver(table);
        return new(
            table,
            over,
            [.. over.Where(dashboard => dashboard.Audience is null)],
            over.Select(Audience).OfType<PrincipalSet>().Aggregate(_accounts.None, (all, one) => all.Union(one))
        );
    }

    /// <summary>Tables of which the account reads no column itself, but may open dashboards over them; ascending.</summary>
    public ImmutableArray<DashboardTable> TablesThroughDashboards(PrincipalOrdinal account)
    {
        var opened = Enumerable
            .Range(0, Facts.Dashboards.Length)
            .Where(dashboard => Audience(Facts.Dashboards[dashboard])?.Contains(account) == true)
            .ToArray();
        if (opened.Length == 0)
        {
            return [];
        }

        var own = WhatCanAccess(account, AccessLevel.Partial).Select(access => access.Table.Value).ToHashSet();
        return
        [
            .. opened
                .SelectMany(dashboard => _dashboards.Value.Under(dashboard).Select(table => (table, dashboard)))
                .Where(shown => !own.Contains(shown.table))
                .GroupBy(shown => shown.table)
                .OrderBy(table => table.Key)
                .Select(table => new DashboardTable(
                    new(table.Key),
                    [.. table.Select(shown => Facts.Dashboards[shown.dashboard])]
                )),
        ];
    }

    /// <summary>
    /// The views from a dashboard that shows the table down to it, of a shortest way; empty where the dashboard reads the table itself.
    /// </summary>
    public ImmutableArray<TableOrdinal> DashboardChain(Dashboard dashboard, TableOrdinal table) =>
        Ordinals(
            _dashboards.Value.Way(Facts.Dashboards.IndexOf(dashboard), table.Value, _views.Value.ChainsTo(table.Value))
        );

    /// <summary>For each dashboard over the table that the account may open one shortest way down to the table; shortest first, then by id.</summary>
    public ImmutableArray<DashboardWay> DashboardWays(PrincipalOrdinal account, TableOrdinal table)
    {
        var chains = _views.Value.ChainsTo(table.Value);
        return
        [
            .. _dashboards
                .Value.Over(table.Value)
                .Where(dashboard => Audience(Facts.Dashboards[dashboard])?.Contains(account) == true)
                .Select(dashboard => new DashboardWay(
                    Facts.Dashboards[dashboard],
                    Ordinals(_dashboards.Value.Way(dashboard, table.Value, chains))
                ))
                .OrderBy(way => way.Views.Length),
        ];
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Who may open dashboards that show a table's data, whatever they may read of the table itself. A dashboard reads with an account of its own, so that
/// its audience alone decides; which columns and rows it shows is not known.
/// </summary>
/// <param name="Dashboards">All that show the table, directly or through views, by id.</param>
/// <param name="UnknownAudience">Those among them of which no source says who may open them: who sees the table there is unknown, which is not nobody.</param>
/// <param name="Readers">Accounts in the audience of at least one of them.</param>
public sealed record DashboardReaders(
    TableOrdinal Table,
    ImmutableArray<Dashboard> Dashboards,
    ImmutableArray<Dashboard> UnknownAudience,
    PrincipalSet Readers
);

/// <summary>A table of which an account reads nothing itself, with the dashboards over it that the account may open, by id.</summary>
public sealed record DashboardTable(TableOrdinal Table, ImmutableArray<Dashboard> Dashboards);

/// <summary>One way to a table's data: the account may open the dashboard, it reads the first view, each view the next, and the last the table.</summary>
/// <param name="Views">Empty where the dashboard reads the table itself.</param>
public sealed record DashboardWay(Dashboard Dashboard, ImmutableArray<TableOrdinal> Views);

using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>What dashboards let through on one table, in figures. Part of no other figure: who answers for the table itself.</summary>
/// <param name="Dashboards">Dashboards that show it, directly or through views.</param>
/// <param name="UnknownAudience">Of them those of which no source says who may open them.</param>
/// <param name="People">People in an audience who read nothing of the table itself: laundered exposure .</param>
/// <param name="Services">Service accounts that are.</param>
/// <param name="Sentence">All of it in plain sentences.</param>
public sealed record ThroughDashboards(int Dashboards, int UnknownAudience, int People, int Services, string Sentence);

/// <summary>One dashboard over a table.</summary>
/// <param name="Views">The views from the dashboard down to the table, a shortest way; empty where it reads the table itself.</param>
/// <param name="Audience">People who may open it; null where no source says so.</param>
/// <param name="People">Of them those who read nothing of the table itself; null likewise.</param>
public sealed record DashboardOver(string Name, ImmutableArray<TableName> Views, int? Audience, int? People);

/// <summary>One way of one account to a table's data on a dashboard.</summary>
/// <param name="Views">The dashboard reads the first, each reads the next, the last reads the table; empty where the dashboard reads the table itself.</param>
/// <param name="Trail">The whole way: <c>p-1 -> dashboard Pulse -> view a.v -> b.t</c>.</param>
public sealed record DashboardWayText(string Dashboard, ImmutableArray<TableName> Views, string Trail);

/// <summary>Whether one account sees a table's data on dashboards.</summary>
/// <param name="IsAlone">The account reads nothing of the table itself.</param>
/// <param name="Ways">One shortest way for each dashboard that the account may open, shortest first.</param>
public sealed record DashboardsExplained(bool IsAlone, string Sentence, ImmutableArray<DashboardWayText> Ways);

using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>A dashboard or report outside the warehouse: a resource that shows what is in tables, to an audience of its own.</summary>
/// <param name="Id">As its tool names it: an Atlas qualified name, an OpenLineage namespace and name, or the CSV's id.</param>
/// <param name="Reads">The tables and views that it reads directly, sorted; also those that the catalogue does not know.</param>
/// <param name="Audience">
/// Who may open it (logins, groups, roles, Everyone), sorted; null where no source says so: then who sees it is unknown, which is not nobody.
/// </param>
public sealed record Dashboard(
    string Id,
    string Name,
    ImmutableArray<TableName> Reads,
    ImmutableArray<PrincipalId>? Audience = null
)
{
    public LineageNode Node => LineageNode.Dashboard(Id);
}

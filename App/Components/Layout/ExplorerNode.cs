using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components.Layout;

public enum ExplorerKind
{
    Section,
    TableGroup,
    Database,
    Table,

    /// <summary>Loads the next tables of the branch above.</summary>
    More,

    /// <summary>Says why a branch has nothing.</summary>
    Note,
}

/// <summary>One visible row of the explorer tree.</summary>
/// <param name="Id">Unique in the tree and stable: <c>db:sales</c>, <c>db:sales/orders</c>.</param>
/// <param name="Level">From 1, as assistive technology counts.</param>
/// <param name="Badge">What stands muted at the row's right end: a count, or the database of a table that is listed under a group.</param>
/// <param name="Label">A table's label; null also for an unclassified one.</param>
/// <param name="Position">From 1, among its siblings.</param>
public sealed record ExplorerNode(
    string Id,
    ExplorerKind Kind,
    int Level,
    string Text,
    string? Badge,
    SensitivityLabel? Label,
    TableName? Table,
    bool IsExpanded,
    int Position,
    int Siblings
)
{
    public bool IsExpandable => Kind is ExplorerKind.Section or ExplorerKind.TableGroup or ExplorerKind.Database;
}

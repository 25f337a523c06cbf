namespace GovernanceDashboard.Domain;

/// <summary>
/// One end of a lineage edge: a table or view, a dashboard, or an address outside the warehouse (a path, a topic, another database's table).
/// </summary>
/// <param name="Kind">Table (views too), Dashboard, or Path for every address.</param>
/// <param name="Name"><c>db.table</c> in lower case, the dashboard's id, or the address as its source writes it.</param>
public readonly record struct LineageNode(ResourceKind Kind, string Name) : IComparable<LineageNode>
{
    /// <summary>Null where the node is no table.</summary>
    public TableName? AsTable => Kind == ResourceKind.Table && TableName.TryParse(Name, out var table) ? table : null;

    public static LineageNode Table(TableName table) => new(ResourceKind.Table, table.ToString());

    public static LineageNode Dashboard(string id) => new(ResourceKind.Dashboard, id);

    public static LineageNode Address(string address) => new(ResourceKind.Path, address);

    public int CompareTo(LineageNode other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Name, other.Name);

    public override string ToString() => Kind == ResourceKind.Dashboard ? $"dashboard {Name}" : Name;
}

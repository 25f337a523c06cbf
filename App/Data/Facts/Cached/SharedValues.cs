using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

/// <summary>The values that facts share, by number. Filled before the facts that point at them are read; then only read.</summary>
internal sealed class SharedValues(
    string[] texts,
    TableColumn[] columns,
    ResourceName[] resources,
    PathAccess[] accesses
)
{
    public string[] Texts { get; } = texts;

    public TableColumn[] Columns { get; } = columns;

    public ResourceName[] Resources { get; } = resources;

    public PathAccess[] PathAccesses { get; } = accesses;
}

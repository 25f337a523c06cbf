using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>What kind of thing access is granted on.</summary>
public enum ResourceKind
{
    Catalog,
    Database,
    Table,
    View,
    Column,
    Path,
    Function,
    Dashboard,
}

/// <summary>A Hive database.</summary>
/// <param name="Name">Lower-cased.</param>
/// <param name="Creator">Hive's OWNER_NAME: who made it, not who answers for it.</param>
public sealed record DatabaseResource(
    string Name,
    string? Creator = null,
    string? Location = null,
    string? Comment = null
);

/// <summary>One column, partition keys included (they are columns to whoever reads them).</summary>
/// <param name="Name">Lower-cased.</param>
public sealed record TableColumn(string Name, string Type, string? Comment = null, bool IsPartitionKey = false);

/// <summary>A table or view as the metastore describes it. Row contents are never read.</summary>
/// <param name="Creator">Hive's OWNER: a login (Ranger's <c>{OWNER}</c>), not the one accountable.</param>
/// <param name="Columns">In declared order, partition keys last.</param>
/// <param name="Rows">As the statistics say; null where there are none.</param>
public sealed record TableResource(
    TableName Name,
    ResourceKind Kind,
    string? Creator,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? LastAccessAt,
    string? Location,
    string? Comment,
    long? Rows,
    long? Bytes,
    ImmutableArray<TableColumn> Columns
);

/// <summary>Names a database, a table or a column: <c>db</c>, <c>db.table</c> or <c>db.table.column</c>, lower-cased.</summary>
public sealed record ResourceName
{
    public ResourceName(string database, string? table = null, string? column = null)
    {
        if (table is null && column is not null)
        {
            throw new ArgumentException("A column needs its table.", nameof(column));
        }

        Database = database.ToLowerInvariant();
        Table = table?.ToLowerInvariant();
        Column = column?.ToLowerInvariant();
    }

    public string Database { get; }

    public string? Table { get; }

    public string? Column { get; }

    public static ResourceName Of(TableName table, string? column = null) => new(table.Database, table.Table, column);

    public override string ToString() =>
        Column is not null ? $"{Database}.{Table}.{Column}"
        : Table is not null ? $"{Database}.{Table}"
        : Database;
}

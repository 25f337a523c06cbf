using System.Collections.Frozen;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>Reads Atlas's types and qualified names (sources 5.1): <c>db.table@cluster</c>, <c>db.table.column@cluster</c>, <c>db@cluster</c>.</summary>
internal static class AtlasNames
{
    private static readonly FrozenSet<string> s_tables = FrozenSet.Create(
        StringComparer.Ordinal,
        "hive_table",
        "hive_view",
        "iceberg_table",
        "spark_table"
    );

    private static readonly FrozenSet<string> s_columns = FrozenSet.Create(
        StringComparer.Ordinal,
        "hive_column",
        "iceberg_column",
        "spark_column"
    );

    public static bool IsColumnLineage(string type) => type.EndsWith("column_lineage", StringComparison.Ordinal);

    public static bool IsDashboard(string type) =>
        type.Contains("dashboard", StringComparison.OrdinalIgnoreCase)
        || type.Contains("report", StringComparison.OrdinalIgnoreCase);

    /// <summary>The database, table or column of the warehouse; null for anything else.</summary>
    public static ResourceName? Resource(string? type, string? qualifiedName)
    {
        if (type is null || qualifiedName is null)
        {
            return null;
        }

        var name = WithoutCluster(qualifiedName);
        if (type is "hive_db")
        {
            return name.Length > 0 && !name.Contains('.', StringComparison.Ordinal) ? new(name) : null;
        }

        if (!s_tables.Contains(type) && !s_columns.Contains(type))
        {
            return null;
        }

        var parts = name.Split('.', s_tables.Contains(type) ? 2 : 3); // a column's name may hold dots
        var isWhole = Array.TrueForAll(parts, part => part.Length > 0);
        return !isWhole ? null
            : parts is [var database, var table] && s_tables.Contains(type) ? new(database, table)
            : parts is [var inDatabase, var inTable, var column] ? new(inDatabase, inTable, column)
            : null;
    }

    /// <summary>What stands at an end of an edge; columns are ends through their table. Null where nothing names it.</summary>
    public static LineageNode? Node(string? type, string? qualifiedName)
    {
        if (Resource(type, qualifiedName) is { } resource)
        {
            return resource.Table is { } table ? LineageNode.Table(new(resource.Database, table)) : null;
        }

        return type is null || qualifiedName is null ? null
            : IsDashboard(type) ? LineageNode.Dashboard(qualifiedName)
            : LineageNode.Address(WithoutCluster(qualifiedName));
    }

    public static string? Cluster(string? qualifiedName)
    {
        var at = qualifiedName?.LastIndexOf('@') ?? -1;
        return at < 0 ? null : qualifiedName![(at + 1)..];
    }

    private static string WithoutCluster(string qualifiedName)
    {
        var at = qualifiedName.LastIndexOf('@');
        return at < 0 ? qualifiedName : qualifiedName[..at];
    }
}

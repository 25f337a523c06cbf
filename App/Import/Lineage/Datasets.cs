using System.Collections.Frozen;
using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>Tells what an OpenLineage dataset is: a table of the warehouse, a dashboard, or an address outside.</summary>
/// <param name="tablesByLocation">Locations without a trailing slash to their tables, as the metastore says; none where it was not imported.</param>
internal sealed class Datasets(IReadOnlyDictionary<string, TableName> tablesByLocation)
{
    private static readonly FrozenSet<string> s_tools = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "dashboard",
        "looker",
        "metabase",
        "powerbi",
        "qlik",
        "quicksight",
        "redash",
        "sigma",
        "superset",
        "tableau"
    );

    /// <exception cref="InvalidDataException">Namespace or name is missing or unusable.</exception>
    public LineageNode Read(JsonElement dataset)
    {
        var space = dataset.Name("namespace");
        var name = dataset.Name("name");
        var facets = dataset.Object("facets");
        if (IsDashboard(space, facets))
        {
            return LineageNode.Dashboard($"{space}/{name}");
        }

        if (Of(space, name) is { AsTable: not null } table)
        {
            return table;
        }

        // Engines that write files name the path first and the table as a symbolic link.
        foreach (var link in facets?.Object("symlinks")?.Objects("identifiers") ?? [])
        {
            if (link.Text("type") is "TABLE" && WarehouseTable(link.Name("name")) is { } linked)
            {
                return LineageNode.Table(linked);
            }
        }

        return Of(space, name);
    }

    /// <summary>The same for a dataset that is named and not described.</summary>
    public LineageNode Of(string space, string name)
    {
        if (Scheme(space) is "hive" && WarehouseTable(name) is { } table)
        {
            return LineageNode.Table(table);
        }

        if (s_tools.Contains(Scheme(space)))
        {
            return LineageNode.Dashboard($"{space}/{name}");
        }

        var address =
            space.EndsWith('/') || (name.StartsWith('/') && space.Contains("://", StringComparison.Ordinal))
                ? space + name
            : name.StartsWith('/') ? $"{space}:{name}"
            : $"{space}/{name}";
        return tablesByLocation.TryGetValue(address.TrimEnd('/'), out var located)
            ? LineageNode.Table(located)
            : LineageNode.Address(address);
    }

    private static bool IsDashboard(string space, JsonElement? facets) =>
        s_tools.Contains(Scheme(space))
        || facets?.Object("datasetType")?.Text("datasetType") is { } type
            && (
                type.Equals("dashboard", StringComparison.OrdinalIgnoreCase)
                || type.Equals("report", StringComparison.OrdinalIgnoreCase)
            );

    // db.table, or catalogue.db.table: neither databases nor tables of Hive hold a dot.
    private static TableName? WarehouseTable(string name)
    {
        var parts = name.Split('.');
        return parts.Length is 2 or 3 && Array.TrueForAll(parts, part => part.Length > 0)
            ? new(parts[^2], parts[^1])
            : null;
    }

    private static string Scheme(string space)
    {
        var colon = space.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? space : space[..colon]).ToLowerInvariant();
    }
}

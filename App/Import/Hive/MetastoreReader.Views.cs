using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Import.Hive;

/// <summary>What materialized views were made from, and what is left out of the estate.</summary>
internal sealed partial class MetastoreReader
{
    private readonly HashSet<string> _databaseNames = new(StringComparer.Ordinal);
    private readonly HashSet<long> _elsewhere = []; // databases of other catalogues, by DB_ID
    private readonly HashSet<long> _refused = []; // tables, by TBL_ID
    private readonly Dictionary<long, TableRow> _materialized = []; // by MV_CREATION_METADATA_ID

    /// <summary>Databases of Hive 4 whose tables lie in another system and are not known here.</summary>
    public int RemoteDatabases { get; private set; }

    /// <summary>Known after <see cref="Tables"/>.</summary>
    public int TablesWithoutColumns { get; private set; }

    private static bool IsElsewhere(string? catalog) =>
        catalog is not null && !catalog.Equals(DefaultCatalog, StringComparison.OrdinalIgnoreCase);

    private void AddMaterialized(CsvRecord row, ImportSource file)
    {
        if (IsElsewhere(row.Text(3)))
        {
            return;
        }

        var name = new TableName(row.Name(1, "DB_NAME"), row.Name(2, "TBL_NAME"));
        if (!_names.TryGetValue(name, out var view) || view.Kind != ResourceKind.View)
        {
            throw new InvalidDataException("no materialized view has this name");
        }

        view.MadeFrom ??= [];
        Require(_materialized.TryAdd(row.Id(0, "MV_CREATION_METADATA_ID"), view), "a second one with the same id");
        file.Accept();
    }

    private void AddUsed(CsvRecord row, ImportSource file)
    {
        if (!_materialized.TryGetValue(row.Id(0, "MV_CREATION_METADATA_ID"), out var view))
        {
            throw new InvalidDataException("no materialized view has this MV_CREATION_METADATA_ID");
        }

        if (NameOf(row.Id(1, "TBL_ID")) is not { } used)
        {
            view.MadeFromUnknown = true;
            throw new InvalidDataException("no table has this TBL_ID");
        }

        view.MadeFrom!.Add(used);
        file.Accept();
    }

    // What the metastore itself wrote down goes before what the text says.
    private static ViewSources? SourcesOf(TableRow row) =>
        row.MadeFrom is { Count: > 0 } used ? new(row.Name, [.. used], IsComplete: !row.MadeFromUnknown) : row.Sources;
}

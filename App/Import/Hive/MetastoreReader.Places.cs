using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Import.Hive;

/// <summary>Where tables and their partitions lie, what views read, and what grants are on.</summary>
internal sealed partial class MetastoreReader
{
    private readonly PartitionPlaces _places = new();
    private readonly List<DatedFact<ViewSources>> _views = [];
    private readonly List<DatedFact<TableStorage>> _kept = [];
    private readonly Dictionary<long, (long Table, string Name)> _asked = []; // partitions that grants name, by PART_ID

    /// <summary>Set before reading where grants name partitions: their names are kept then, all of them.</summary>
    public bool KeepsPartitionNames { get; set; }

    /// <summary>What views read. Known after <see cref="Tables"/>.</summary>
    public ImmutableArray<DatedFact<ViewSources>> Views => HasTables ? [.. _views] : default;

    /// <summary>Tables whose partitions need a word. Known after <see cref="Tables"/>.</summary>
    public ImmutableArray<DatedFact<TableStorage>> Storages => HasTables ? [.. _kept] : default;

    /// <summary>The database with this DB_ID.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public string DatabaseOf(long id) =>
        _databases.TryGetValue(id, out var database)
            ? database.Value.Name
            : throw new InvalidDataException(
                _elsewhere.Contains(id)
                    ? "its database is in a catalogue other than 'hive'"
                    : "no database has this DB_ID"
            );

    /// <summary>There was a table with this TBL_ID, and it could not be used.</summary>
    public bool WasRefused(long id) => _refused.Contains(id);

    /// <summary>The table with this TBL_ID; null where there is none. Before <see cref="Tables"/> only.</summary>
    public TableName? NameOf(long id) => _tables.TryGetValue(id, out var table) ? table.Name : null;

    /// <summary>The partition with this PART_ID; null where there is none. Before <see cref="Tables"/> only.</summary>
    public (TableName Table, string Name)? PartitionOf(long id) =>
        _asked.TryGetValue(id, out var partition) && NameOf(partition.Table) is { } table
            ? (table, partition.Name)
            : null;

    /// <summary>Where the read tables and their partitions lie. Before <see cref="Tables"/> only.</summary>
    public IEnumerable<string> Locations()
    {
        _places.Settle(LocationOf);
        foreach (var (id, row) in _tables)
        {
            if (LocationOf(id) is { } location)
            {
                yield return location;
            }

            foreach (var place in _places.Elsewhere(id))
            {
                yield return place;
            }
        }
    }

    /// <summary>Where tables themselves lie. Before <see cref="Tables"/>, which hands them out.</summary>
    public IEnumerable<(TableName Name, string Location)> TableLocations()
    {
        foreach (var (id, row) in _tables)
        {
            if (LocationOf(id) is { } location)
            {
                yield return (row.Name, location);
            }
        }
    }

    private void AddPartition(CsvRecord row, ImportSource file)
    {
        var table = row.Id(1, "TBL_ID");
        if (_refused.Contains(table))
        {
            return;
        }

        Require(_tables.ContainsKey(table), "no table has this TBL_ID");
        if (row.UnsharedText(4) is { } location)
        {
            _places.Place(table, location, LocationOf(table));
        }
        else if (row.Number(2, "SD_ID") is { } storage)
        {
            _places.Add(table, storage);
        }

        if (KeepsPartitionNames && row.UnsharedText(3) is { } name)
        {
            _asked[row.Id(0, "PART_ID")] = (table, name);
        }

        file.Accept();
    }

    private string? LocationOf(long table) =>
        _tables.TryGetValue(table, out var row) && row.StorageId is { } storage ? _storages[storage].Location : null;

    private void Remember(long id, TableRow row)
    {
        if (SourcesOf(row) is { } sources)
        {
            _views.Add(new(sources, Source: row.Source));
        }

        if (row.ChecksPartitions || _places.Elsewhere(id).Count > 0)
        {
            _kept.Add(new(new(row.Name, [.. _places.Elsewhere(id)], row.ChecksPartitions), Source: row.Source));
        }
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Import.Hive;

/// <summary>
/// Reads the Hive metastore's tables (hive-schema 3.1 to 4.x), copied as CSV or live, and joins them by their ids. Memory: what ends up in
/// the estate; rows about partitions and other storage are passed over as they stream by.
/// </summary>
internal sealed partial class MetastoreReader(DateTimeOffset takenAt)
{
    private const string DefaultCatalog = "hive";

    private readonly Dictionary<long, DatedFact<DatabaseResource>> _databases = [];
    private readonly Dictionary<long, TableRow> _tables = [];
    private readonly Dictionary<TableName, TableRow> _names = [];
    private readonly Dictionary<long, Storage> _storages = []; // by SD_ID, only those of tables
    private readonly Dictionary<long, List<ColumnRow>> _columns = []; // by CD_ID, only those of tables
    private ImmutableArray<DatedFact<TableResource>> _joined; // default until they are

    /// <summary>The tables read, in the order in which they have to be.</summary>
    public static ImmutableArray<string> Order { get; } =
    [
        "dbs",
        "tbls",
        "partitions",
        "sds",
        "columns_v2",
        "partition_keys",
        "table_params",
        "mv_creation_metadata",
        "mv_tables_used",
    ];

    /// <summary>The parameters of a table that are looked at.</summary>
    public static ImmutableArray<string> ParameterKeys { get; } =
    ["comment", "numRows", "totalSize", "PARTITION_LEVEL_PRIVILEGE"];

    /// <summary>Tables of the metastore that say nothing about who can read what.</summary>
    public static bool IsPassedOver(string title) =>
        title
            is "version"
                or "ctlgs"
                or "cds"
                or "serdes"
                or "serde_params"
                or "sd_params"
                or "database_params"
                or "partition_params"
                or "partition_key_vals"
                or "tab_col_stats"
                or "part_col_stats"
                or "bucketing_cols"
                or "sort_cols"
                or "dc_privs";

    public bool HasDatabases { get; private set; }

    public bool HasTables { get; private set; }

    public void Read(ImportSource file)
    {
        switch (file.Title)
        {
            case "dbs":
                HasDatabases = true;
                file.ReadCsv(
                    ["DB_ID", "NAME"],
                    ["DESC", "DB_LOCATION_URI", "OWNER_NAME", "CTLG_NAME", "CREATE_TIME", "TYPE"],
                    row => AddDatabase(row, file)
                );
                break;
            case "tbls" when !HasDatabases:
                file.RefuseWhole("needs DBS.csv, which is missing");
                break;
            case "tbls":
                HasTables = true;
                file.ReadCsv(
                    ["TBL_ID", "DB_ID", "TBL_NAME", "TBL_TYPE"],
                    ["OWNER", "CREATE_TIME", "LAST_ACCESS_TIME", "SD_ID", "VIEW_EXPANDED_TEXT", "VIEW_ORIGINAL_TEXT"],
                    row => AddTable(row, file)
                );
                break;
            case "partitions":
                file.ReadCsv(["PART_ID", "TBL_ID"], ["SD_ID", "PART_NAME", "LOCATION"], row => AddPartition(row, file));
                break;
            case "sds":
                file.ReadCsv(["SD_ID"], ["CD_ID", "LOCATION"], row => AddStorage(row, file));
                break;
            case "columns_v2":
                file.ReadCsv(
                    ["CD_ID", "COLUMN_NAME", "TYPE_NAME"],
                    ["COMMENT", "INTEGER_IDX"],
                    row => AddColumn(row, file)
                );
                break;
            case "partition_keys":
                file.ReadCsv(
                    ["TBL_ID", "PKEY_NAME", "PKEY_TYPE"],
                    ["PKEY_COMMENT", "INTEGER_IDX"],
                    row => AddPartitionKey(row, file)
                );
                break;
            case "table_params":
                file.ReadCsv(["TBL_ID", "PARAM_KEY", "PARAM_VALUE"], [], row => AddParameter(row, file));
                break;
            case "mv_creation_metadata":
                file.ReadCsv(
                    ["MV_CREATION_METADATA_ID", "DB_NAME", "TBL_NAME"],
                    ["CAT_NAME"],
                    row => AddMaterialized(row, file)
                );
                break;
            case "mv_tables_used":
                file.ReadCsv(["MV_CREATION_METADATA_ID", "TBL_ID"], [], row => AddUsed(row, file));
                break;
            default:
                throw new ArgumentException($"{file.Name} is not one of the tables read.", nameof(file));
        }
    }

    public ImmutableArray<DatedFact<DatabaseResource>> Databases() =>
        HasDatabases ? [.. _databases.Values.OrderBy(fact => fact.Value.Name, StringComparer.Ordinal)] : default;

    /// <summary>
    /// Sorted by name. Call after the last file: what was gathered for joining is let go, a fifth of an import's memory.
    /// </summary>
    public ImmutableArray<DatedFact<TableResource>> Tables()
    {
        if (!HasTables || !_joined.IsDefault)
        {
            return _joined;
        }

        _places.Settle(LocationOf);
        var tables = ImmutableArray.CreateBuilder<DatedFact<TableResource>>(_tables.Count);
        foreach (var (id, row) in _tables)
        {
            tables.Add(Join(row));
            Remember(id, row);
            _tables.Remove(id);
        }

        _storages.Clear();
        _columns.Clear();
        _names.Clear();
        tables.Sort((one, other) => one.Value.Name.CompareTo(other.Value.Name));
        return _joined = tables.MoveToImmutable();
    }

    private void AddDatabase(CsvRecord row, ImportSource file)
    {
        var id = row.Id(0, "DB_ID");
        var name = row.Name(1, "NAME").ToLowerInvariant();
        if (name.Contains('.', StringComparison.Ordinal))
        {
            throw new InvalidDataException("NAME holds a dot, which Hive does not allow");
        }

        if (IsElsewhere(row.Text(5)))
        {
            _elsewhere.Add(id);
            throw new InvalidDataException("a catalogue other than 'hive' cannot be read yet");
        }

        Require(!_databases.ContainsKey(id), "a second database with the same DB_ID");
        Require(_databaseNames.Add(name), "a second database of the same name");
        var database = new DatabaseResource(name, row.Text(4), row.Text(3), row.Text(2));
        _databases.Add(id, new(database, Begins(row.Number(6, "CREATE_TIME")), Source: file.Name));
        RemoteDatabases += row.Utf8(7).SequenceEqual("REMOTE"u8) ? 1 : 0;
        file.Accept();
    }

    private void AddTable(CsvRecord row, ImportSource file)
    {
        var id = row.Id(0, "TBL_ID");
        try
        {
            AddTable(id, row, file);
        }
        catch (InvalidDataException)
        {
            _refused.Add(id); // what belongs to it goes with it, without a word of its own
            throw;
        }

        file.Accept();
    }

    private void AddTable(long id, CsvRecord row, ImportSource file)
    {
        var name = row.Name(2, "TBL_NAME");
        var owner = row.Id(1, "DB_ID");
        Require(!_elsewhere.Contains(owner), "its database is in a catalogue other than 'hive'");
        if (!_databases.TryGetValue(owner, out var database))
        {
            throw new InvalidDataException("no database has this DB_ID");
        }

        var table = new TableRow(
            new(database.Value.Name, name),
            KindOf(row.Utf8(3)),
            row.Text(4),
            Instant(row.Number(5, "CREATE_TIME")),
            Instant(row.Number(6, "LAST_ACCESS_TIME")),
            row.Number(7, "SD_ID"),
            file.Name
        );
        if (table.Kind == ResourceKind.View)
        {
            table.Sources = ViewText.SourcesOf(table.Name, row.Text(8) ?? row.Text(9));
        }

        Require(!_tables.ContainsKey(id), "a second table with the same TBL_ID");
        Require(_names.TryAdd(table.Name, table), "a second table of the same name");
        _tables.Add(id, table);
        if (table.StorageId is { } storage)
        {
            _storages[storage] = default;
        }
    }

    private void AddStorage(CsvRecord row, ImportSource file)
    {
        var id = row.Id(0, "SD_ID");
        if (!_storages.ContainsKey(id))
        {
            if (_places.TableOf(id) is { } table && row.UnsharedText(2) is { } location)
            {
                _places.Place(table, location, LocationOf(table));
                file.Accept();
            }

            return;
        }

        var columns = row.Number(1, "CD_ID");
        _storages[id] = new(columns, row.Text(2));
        if (columns is { } known)
        {
            _columns.TryAdd(known, []);
        }

        file.Accept();
    }

    private void AddColumn(CsvRecord row, ImportSource file)
    {
        if (!_columns.TryGetValue(row.Id(0, "CD_ID"), out var columns))
        {
            return; // a partition's
        }

        columns.Add(Column(row, columns, isPartitionKey: false));
        file.Accept();
    }

    private void AddPartitionKey(CsvRecord row, ImportSource file)
    {
        if (TableOf(row) is not { } table)
        {
            return;
        }

        var keys = table.PartitionKeys ??= [];
        keys.Add(Column(row, keys, isPartitionKey: true));
        file.Accept();
    }

    private void AddParameter(CsvRecord row, ImportSource file)
    {
        if (TableOf(row) is not { } table)
        {
            return;
        }

        var key = row.Utf8(1);
        if (key.SequenceEqual("comment"u8))
        {
            table.Comment = row.Text(2);
        }
        else if (key.SequenceEqual("numRows"u8))
        {
            table.Rows = row.Number(2, "numRows") is >= 0 and var rows ? rows : null; // -1: no statistics
        }
        else if (key.SequenceEqual("PARTITION_LEVEL_PRIVILEGE"u8))
        {
            table.ChecksPartitions = "TRUE".Equals(row.Text(2), StringComparison.OrdinalIgnoreCase);
        }
        else if (key.SequenceEqual("totalSize"u8))
        {
            table.Bytes = row.Number(2, "totalSize") is >= 0 and var bytes ? bytes : null;
        }

        file.Accept();
    }

    // Null where the table was refused.
    private TableRow? TableOf(CsvRecord row)
    {
        var id = row.Id(0, "TBL_ID");
        return _tables.TryGetValue(id, out var table) ? table
            : _refused.Contains(id) ? null
            : throw new InvalidDataException("no table has this TBL_ID");
    }

    private static ColumnRow Column(CsvRecord row, List<ColumnRow> before, bool isPartitionKey)
    {
        var name = row.Name(1, isPartitionKey ? "PKEY_NAME" : "COLUMN_NAME");
        var column = new TableColumn(Lower(name), row.Text(2) ?? "", row.Text(3), isPartitionKey);
        return new(row.Number(4, "INTEGER_IDX") ?? before.Count, column);
    }

    // ToLowerInvariant would make a string of its own for each of 400,000 columns, most of which are lower case already.
    private static string Lower(string name) => name.Any(char.IsUpper) ? name.ToLowerInvariant() : name;

    private DatedFact<TableResource> Join(TableRow row)
    {
        var storage = row.StorageId is { } id ? _storages[id] : default;
        var columns = storage.ColumnsId is { } list ? _columns[list] : [];
        TablesWithoutColumns += columns.Count == 0 ? 1 : 0;
        var table = new TableResource(
            row.Name,
            row.Kind,
            row.Creator,
            row.CreatedAt,
            row.LastAccessAt,
            storage.Location,
            row.Comment,
            row.Rows,
            row.Bytes,
            [
                .. columns.OrderBy(column => column.Index).Select(column => column.Column),
                .. (row.PartitionKeys ?? []).OrderBy(column => column.Index).Select(column => column.Column),
            ]
        );
        return new(table, row.CreatedAt <= takenAt ? row.CreatedAt : null, Source: row.Source);
    }

    private DateTimeOffset? Begins(long? seconds) => Instant(seconds) is { } at && at <= takenAt ? at : null;

    private static ResourceKind KindOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("VIRTUAL_VIEW"u8) || type.SequenceEqual("MATERIALIZED_VIEW"u8)
            ? ResourceKind.View
            : ResourceKind.Table;

    /// <summary>Epoch seconds; Hive writes 0 for "never".</summary>
    private static DateTimeOffset? Instant(long? seconds) =>
        seconds switch
        {
            null or <= 0 => null,
            > 32_503_680_000 => throw new InvalidDataException(
                "a time beyond the year 3000: epoch seconds were expected"
            ),
            { } known => DateTimeOffset.FromUnixTimeSeconds(known),
        };

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}

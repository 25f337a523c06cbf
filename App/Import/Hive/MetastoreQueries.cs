using System.Collections.Immutable;

namespace GovernanceDashboard.Import.Hive;

/// <summary>
/// What is asked of the metastore's tables, and in which order. The statements fetch what a CSV copy would hold, without the rows that
/// the readers pass over, and sorted by key: the same rows give the same bytes, and so the same hash.
/// </summary>
internal static class MetastoreQueries
{
    /// <summary>Every version from 1.2 on has these.</summary>
    public static ImmutableArray<MetastoreQuery> Needed { get; } =
    [
        new("VERSION", "VER_ID"),
        new("DBS", "DB_ID"),
        new("TBLS", "TBL_ID"),
        new("SDS", "SD_ID", Where: """t."SD_ID" IN (SELECT "SD_ID" FROM {0}."TBLS")"""),
        // With their locations at once: a million partitions then leave nothing behind that would have to wait for its storage.
        new(
            "PARTITIONS",
            "PART_ID",
            Join: """LEFT JOIN {0}."SDS" s ON s."SD_ID" = t."SD_ID" LEFT JOIN (SELECT DISTINCT "PART_ID" FROM {0}."PART_PRIVS") g ON g."PART_ID" = t."PART_ID" """,
            Computed: ImmutableDictionary<string, string>
                .Empty.Add("LOCATION", "s.\"LOCATION\"")
                .Add("PART_NAME", "CASE WHEN g.\"PART_ID\" IS NOT NULL THEN t.\"PART_NAME\" END")
                .Add("SD_ID", "CASE WHEN s.\"LOCATION\" IS NULL THEN t.\"SD_ID\" END")
        ),
        new(
            "COLUMNS_V2",
            "CD_ID",
            Where: """t."CD_ID" IN (SELECT s."CD_ID" FROM {0}."SDS" s JOIN {0}."TBLS" o ON o."SD_ID" = s."SD_ID")""",
            Then: """, t."INTEGER_IDX", t."COLUMN_NAME" COLLATE "C" """
        ),
        new("PARTITION_KEYS", "TBL_ID", Then: """, t."INTEGER_IDX", t."PKEY_NAME" COLLATE "C" """),
        new(
            "TABLE_PARAMS",
            "TBL_ID",
            Where: $"""t."PARAM_KEY" IN ({string.Join(", ", MetastoreReader.ParameterKeys.Select(key => $"'{key}'"))})""",
            Then: """, t."PARAM_KEY" COLLATE "C" """
        ),
        new("ROLES", "ROLE_ID"),
        new("ROLE_MAP", "ROLE_GRANT_ID"),
        new("GLOBAL_PRIVS", "USER_GRANT_ID"),
        new("DB_PRIVS", "DB_GRANT_ID"),
        new("TBL_PRIVS", "TBL_GRANT_ID"),
        new("TBL_COL_PRIVS", "TBL_COLUMN_GRANT_ID"),
        new("PART_PRIVS", "PART_GRANT_ID"),
        new("PART_COL_PRIVS", "PART_COLUMN_GRANT_ID"),
    ];

    /// <summary>Tables that older versions lack.</summary>
    public static ImmutableArray<MetastoreQuery> Optional { get; } =
    [
        new("MV_CREATION_METADATA", "MV_CREATION_METADATA_ID"),
        new("MV_TABLES_USED", "MV_CREATION_METADATA_ID", Then: ", t.\"TBL_ID\""),
    ];
}

/// <summary>How one table is read.</summary>
/// <param name="Key">The number by which a refused row is named; rows come in its order.</param>
/// <param name="Join">More tables; <c>{0}</c> is the quoted schema.</param>
/// <param name="Where">Which rows; null for all.</param>
/// <param name="Then">Further sorting, where the key repeats.</param>
/// <param name="Computed">Columns of the answer that are not the table's own as they stand.</param>
internal sealed record MetastoreQuery(
    string Table,
    string Key,
    string Join = "",
    string? Where = null,
    string Then = "",
    ImmutableDictionary<string, string>? Computed = null
)
{
    /// <summary>Whether the statement can give this column.</summary>
    public bool Gives(string column, IReadOnlySet<string> present) =>
        present.Contains(column) || Computed?.ContainsKey(column) == true;

    /// <param name="schema">Quoted.</param>
    /// <param name="columns">Each of which <see cref="Gives"/>.</param>
    public string Copy(string schema, IEnumerable<string> columns)
    {
        var list = columns.Prepend(Key).Distinct().Select(column => $"{Expression(column)} AS \"{column}\"");
        var where = Where is null ? "" : $" WHERE {Where.Replace("{0}", schema, StringComparison.Ordinal)}";
        var join = Join.Replace("{0}", schema, StringComparison.Ordinal);
        return $"COPY (SELECT {string.Join(", ", list)} FROM {schema}.\"{Table}\" t {join}{where} ORDER BY t.\"{Key}\"{Then}) TO STDOUT (FORMAT csv, HEADER true)";
    }

    private string Expression(string column) =>
        Computed?.TryGetValue(column, out var expression) == true ? expression : $"t.\"{column}\"";
}

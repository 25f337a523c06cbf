using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>Writes the metastore's tables as <c>\copy "TBLS" to 'TBLS.csv' csv header</c> would (schema 3.1, PostgreSQL's order of columns).</summary>
internal static class HiveFiles
{
    private const string Warehouse = "hdfs://warehouse-nn:8020/warehouse/";

    public static void Write(
        string folder,
        Catalogue catalogue,
        Dice dice,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        using var databases = new CsvFile(
            Path.Combine(folder, "DBS.csv"),
            "DB_ID,DESC,DB_LOCATION_URI,NAME,OWNER_NAME,OWNER_TYPE,CTLG_NAME"
        );
        foreach (var database in catalogue.Databases)
        {
            var comment = dice.Chance(0.6) ? $"{database.Family.Group} ({database.Family.Owner})" : null;
            databases.Field(database.Id).Field(comment).Field($"{Warehouse}{database.Name}.db").Field(database.Name);
            databases.Field(database.Creator).Field("USER").Field("hive").EndRow();
        }

        using var tables = new CsvFile(
            Path.Combine(folder, "TBLS.csv"),
            "TBL_ID,CREATE_TIME,DB_ID,LAST_ACCESS_TIME,OWNER,OWNER_TYPE,RETENTION,SD_ID,TBL_NAME,TBL_TYPE,VIEW_EXPANDED_TEXT,VIEW_ORIGINAL_TEXT,IS_REWRITE_ENABLED"
        );
        using var storage = new CsvFile(
            Path.Combine(folder, "SDS.csv"),
            "SD_ID,INPUT_FORMAT,IS_COMPRESSED,LOCATION,NUM_BUCKETS,OUTPUT_FORMAT,SERDE_ID,CD_ID,IS_STOREDASSUBDIRECTORIES"
        );
        using var columns = new CsvFile(
            Path.Combine(folder, "COLUMNS_V2.csv"),
            "CD_ID,COMMENT,COLUMN_NAME,TYPE_NAME,INTEGER_IDX"
        );
        using var keys = new CsvFile(
            Path.Combine(folder, "PARTITION_KEYS.csv"),
            "TBL_ID,PKEY_COMMENT,PKEY_NAME,PKEY_TYPE,INTEGER_IDX"
        );
        using var parameters = new CsvFile(Path.Combine(folder, "TABLE_PARAMS.csv"), "TBL_ID,PARAM_KEY,PARAM_VALUE");
        foreach (var table in catalogue.Tables)
        {
            if (table.Id % 1_000 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(new("Making up tables", table.Id, catalogue.Tables.Count));
            }

            WriteTable(table, dice, tables);
            WriteStorage(table, storage);
            WriteColumns(table, dice, columns, keys);
            WriteParameters(table, dice, parameters);
        }
    }

    private static void WriteTable(TableSpec table, Dice dice, CsvFile file)
    {
        var lastAccess = dice.Chance(0.3)
            ? dice.Instant((table.Drawn ?? table).CreatedAt, StoryCalendar.Now).ToUnixTimeSeconds()
            : 0;
        file.Field(table.Id).Field(table.CreatedAt.ToUnixTimeSeconds()).Field(table.Database.Id).Field(lastAccess);
        file.Field(table.Creator).Field("USER").Field(0).Field(table.Id).Field(table.Name);
        if (table.IsView)
        {
            var source = table.Shows ?? table.Database.Tables[0];
            var text = $"SELECT {string.Join(", ", table.Columns.Select(Shown))} FROM {source.FullName}";
            file.Field("VIRTUAL_VIEW").Field(text).Field(text);
        }
        else
        {
            file.Field(table.Id % 5 == 0 ? "EXTERNAL_TABLE" : "MANAGED_TABLE").Field(null).Field(null);
        }

        file.Field(false).EndRow();

        string Shown(ColumnSpec column, int index) =>
            table.Shows is { } shown
                ? $"`{shown.Columns[index % shown.Columns.Length].Name}` AS `{column.Name}`"
                : $"`{column.Name}`";
    }

    private static void WriteStorage(TableSpec table, CsvFile file)
    {
        var isText = table.Id % 9 == 0;
        file.Field(table.Id)
            .Field(
                isText ? "org.apache.hadoop.mapred.TextInputFormat" : "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat"
            )
            .Field(false)
            .Field(table.IsView ? null : $"{Warehouse}{table.Database.Name}.db/{table.Name}")
            .Field(-1)
            .Field(
                isText
                    ? "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
                    : "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat"
            )
            .Field(table.Id)
            .Field(table.Id)
            .Field(false)
            .EndRow();
    }

    private static void WriteColumns(TableSpec table, Dice dice, CsvFile columns, CsvFile keys)
    {
        // What chance drew is thrown for, also where something else stands in its place.
        var comments = (table.Drawn ?? table)
            .Columns.Select(column => column.Comment is not null && dice.Chance(0.5) ? column.Comment : null)
            .ToList();
        // A view has no partitions: what its table is cut by is a column of it like the others.
        var firstKey = table.IsView ? table.Columns.Length : table.Columns.Length - table.PartitionKeys;
        for (var i = 0; i < table.Columns.Length; i++)
        {
            var column = table.Columns[i];
            var comment = table.Drawn is null ? comments[i] : null;
            var isKey = i >= firstKey;
            (isKey ? keys : columns)
                .Field(table.Id)
                .Field(comment)
                .Field(column.Name)
                .Field(column.Type)
                .Field(isKey ? i - firstKey : i)
                .EndRow();
        }
    }

    private static void WriteParameters(TableSpec table, Dice dice, CsvFile file)
    {
        if (table.Comment is not null)
        {
            Add("comment", table.Comment);
        }

        file.Field(table.Id).Field("transient_lastDdlTime").Field(table.CreatedAt.ToUnixTimeSeconds()).EndRow();
        if (table.IsView)
        {
            return;
        }

        if (table.Id % 5 == 0)
        {
            Add("EXTERNAL", "TRUE");
        }

        // Statistics are missing where nobody ran ANALYZE.
        if (!dice.Chance(0.06))
        {
            file.Field(table.Id).Field("numRows").Field(table.Rows).EndRow();
            file.Field(table.Id).Field("totalSize").Field(table.Rows * dice.Between(40, 900)).EndRow();
            file.Field(table.Id).Field("numFiles").Field(dice.Between(1, 400)).EndRow();
        }

        void Add(string key, string value) => file.Field(table.Id).Field(key).Field(value).EndRow();
    }
}

using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;
using GovernanceDashboard.Import.Hive;
using Npgsql;

namespace GovernanceDashboard.Tests.Import.Metastore;

/// <summary>Imports from a live metastore, and what several tests do with one.</summary>
internal static class LiveMetastore
{
    /// <summary>Rows as old, upgraded and shared metastores have them. For 3.1 and 4, beside <see cref="MetastoreSchema.Sales"/>.</summary>
    public const string Oddities = """
        INSERT INTO "DBS" ("DB_ID", "DB_LOCATION_URI", "NAME", "CTLG_NAME") VALUES (7, 'x', 'default', 'spark');
        INSERT INTO "TBLS" ("TBL_ID", "DB_ID", "SD_ID", "TBL_NAME", "TBL_TYPE") VALUES (20, 7, 120, 'sparks', 'MANAGED_TABLE'), (21, 55, NULL, 'orphan', 'MANAGED_TABLE'), (22, 1, NULL, 'ORDERS', 'MANAGED_TABLE'), (23, 1, NULL, 'bare', 'EXTERNAL_TABLE');
        INSERT INTO "SDS" ("SD_ID", "CD_ID", "LOCATION") VALUES (120, 9, 'x'), (129, 9, 'y');
        INSERT INTO "TABLE_PARAMS" VALUES (20, 'comment', 'goes with its table'), (23, 'comment', repeat('long ', 600000)), (99, 'comment', 'of nothing');
        INSERT INTO "PARTITIONS" ("PART_ID", "PART_NAME", "SD_ID", "TBL_ID") VALUES (8, 'a=1', 129, 20), (9, 'a=1', 129, 99);
        INSERT INTO "ROLE_MAP" ("ROLE_GRANT_ID", "ROLE_ID", "PRINCIPAL_NAME", "PRINCIPAL_TYPE") VALUES (9, 99, 'bob', 'USER');
        INSERT INTO "TBL_PRIVS" ("TBL_GRANT_ID", "PRINCIPAL_NAME", "PRINCIPAL_TYPE", "TBL_PRIV", "TBL_ID", "AUTHORIZER") VALUES (90, 'x', 'SERVICE', 'SELECT', 10, NULL), (91, 'ann', 'USER', 'SELECT', 20, 'RANGER'), (92, 'ann', 'USER', 'SELECT', 99, '');
        """;

    public static Task<ImportReport> ImportLiveAsync(
        this ImportFixture import,
        MetastoreConnection metastore,
        Authorizer? authorizer = null,
        int day = 0,
        bool withFolder = false,
        IProgress<WorkProgress>? progress = null,
        CancellationToken? token = null
    ) =>
        import.Run.RunAsync(
            ImportFixture.Operator,
            new(
                withFolder ? import.Sources : null,
                ImportFixture.TakenAt.AddDays(day),
                false,
                authorizer,
                Metastore: metastore
            ),
            progress ?? new Progress<WorkProgress>(),
            token ?? TestContext.Current.CancellationToken
        );

    /// <summary>Imports and loads; fails the test where there is no snapshot.</summary>
    public static async Task<(ImportReport Report, EstateFacts Facts)> LiveFactsAsync(
        this ImportFixture import,
        MetastoreConnection metastore,
        Authorizer? authorizer = null,
        int day = 0,
        bool withFolder = false
    )
    {
        var report = await import.ImportLiveAsync(metastore, authorizer, day, withFolder);
        Assert.True(report.Failure is null, report.Failure);
        return (
            report,
            await import.Store.LoadAsync(
                report.Snapshot!,
                report.Snapshot!.TakenAt,
                TestContext.Current.CancellationToken
            )
        );
    }

    /// <summary>Every table as <c>\copy "T" to 'hive/T.csv' csv header</c> writes it.</summary>
    public static async Task CopyAsync(string connectionText, ImportFixture import, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionText);
        await connection.OpenAsync(cancellationToken);
        var tables = new List<string>();
        await using (
            var command = new NpgsqlCommand(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'txns'",
                connection
            )
        )
        {
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                tables.Add(rows.GetString(0));
            }
        }

        foreach (var table in tables)
        {
            using var copy = await connection.BeginTextExportAsync(
                $"COPY \"{table}\" TO STDOUT (FORMAT csv, HEADER true)",
                cancellationToken
            );
            import.With($"hive/{table}.csv", await copy.ReadToEndAsync(cancellationToken));
        }
    }

    /// <summary>The people who read a table whole, by login.</summary>
    public static string[] Readers(AccessIndex index, TableName table) =>
        [
            .. index
                .Readers(index.FindTable(table)!.Value)
                .Members()
                .Select(ordinal => index.Accounts[ordinal.Value].Id.Name)
                .Order(StringComparer.Ordinal),
        ];
}

using System.Diagnostics;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Import.Metastore;

/// <summary>What goes wrong with a live metastore: a sentence, and nothing written.</summary>
[Collection(PostgresCollection.Name)]
public sealed class MetastoreExceptionTests(PostgresServer server)
{
    private const int TablesCount = 3_000;

    // Every table carries the number of the state that it belongs to: a mixture would show.
    private const string Many = """
        INSERT INTO "DBS" ("DB_ID", "DB_LOCATION_URI", "NAME") VALUES (1, 'x', 'db');
        INSERT INTO "SDS" ("SD_ID", "CD_ID", "LOCATION") SELECT n, n, 'hdfs://w/t' || n FROM generate_series(1, 3000) n;
        INSERT INTO "TBLS" ("TBL_ID", "DB_ID", "SD_ID", "TBL_NAME", "TBL_TYPE") SELECT n, 1, n, 't' || n, 'MANAGED_TABLE' FROM generate_series(1, 3000) n;
        INSERT INTO "COLUMNS_V2" ("CD_ID", "COLUMN_NAME", "TYPE_NAME", "INTEGER_IDX") SELECT n, 'c' || i, 'string', i FROM generate_series(1, 3000) n, generate_series(1, 20) i;
        INSERT INTO "TABLE_PARAMS" SELECT n, 'comment', '0' FROM generate_series(1, 3000) n;
        """;

    // A view in place of a table, as some sites offer them: this one takes its time before the first row.
    private const string SlowRoles = """
        ALTER TABLE "ROLES" RENAME TO roles_kept; CREATE VIEW "ROLES" AS SELECT r.* FROM roles_kept r, (SELECT pg_sleep(60) OFFSET 0) s;
        INSERT INTO roles_kept ("ROLE_ID", "ROLE_NAME") VALUES (1, 'a');
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_missing_or_not_to_be_read_is_named()
    {
        await using var import = new ImportFixture();
        var database = await server.MetastoreAsync(
            MetastoreSchema.Hive3 + """CREATE ROLE reader LOGIN; GRANT SELECT ON "TBLS" TO reader;"""
        );

        var refused = await import.ImportLiveAsync(server.Connection(database, "reader"));
        await server.RunSqlAsync(database, """ALTER TABLE "TBLS" DROP "TBL_NAME" CASCADE""");
        var column = await import.ImportLiveAsync(server.Connection(database));
        await server.RunSqlAsync(database, """DROP TABLE "PARTITIONS", "ROLES" """);
        var tables = await import.ImportLiveAsync(server.Connection(database));
        var other = await import.ImportLiveAsync(server.Connection("postgres"));
        var nowhere = await import.ImportLiveAsync(server.Connection("no_such_database"));
        var nobody = await import.ImportLiveAsync(
            MetastoreConnection.Parse("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=geheim")
        );

        Assert.Contains("may not read (GRANT SELECT): COLUMNS_V2, DBS,", refused.Failure, StringComparison.Ordinal);
        Assert.Contains("TBLS has no column TBL_NAME; schema 3.1.0", column.Failure, StringComparison.Ordinal);
        Assert.Contains("are missing: PARTITIONS, ROLES.", tables.Failure, StringComparison.Ordinal);
        Assert.Contains("there is no table \"TBLS\"", other.Failure, StringComparison.Ordinal);
        Assert.Contains("it has no database of this name", nowhere.Failure, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1/d, connecting: it cannot be reached", nobody.Failure, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", nobody.Failure, StringComparison.Ordinal);
        Assert.Empty(await import.Store.SnapshotsAsync(Token));
        Assert.Equal(0, (await import.Activity.HeadAsync(Token)).Length);
    }

    [Fact]
    public async Task Nothing_is_written_there_even_by_a_table_that_would()
    {
        // A view in place of a table that writes when it is read: the transaction refuses.
        var database = await server.MetastoreAsync(
            MetastoreSchema.Hive3
                + """
                CREATE TABLE seen (n int); ALTER TABLE "ROLES" RENAME TO roles_kept; INSERT INTO roles_kept ("ROLE_ID", "ROLE_NAME") VALUES (1, 'a');
                CREATE FUNCTION note() RETURNS int LANGUAGE plpgsql AS 'BEGIN INSERT INTO seen VALUES (1); RETURN 1; END';
                CREATE VIEW "ROLES" AS SELECT r.* FROM roles_kept r WHERE note() = 1;
                """
        );
        await using var import = new ImportFixture();

        var report = await import.ImportLiveAsync(server.Connection(database));

        Assert.Contains("read-only transaction", report.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_ends_at_a_random_moment_leaves_a_whole_snapshot_or_none()
    {
        var chance = new Random(20_260_302);
        var database = await server.MetastoreAsync(MetastoreSchema.Hive3 + Many);
        await using var import = new ImportFixture();
        var started = Stopwatch.GetTimestamp();
        Assert.Null((await import.ImportLiveAsync(server.Connection(database))).Failure);
        var whole = Stopwatch.GetElapsedTime(started);

        for (var round = 1; round <= 5; round++)
        {
            await server.RunSqlAsync(database, $"UPDATE \"TABLE_PARAMS\" SET \"PARAM_VALUE\" = '{round}'");
            var before = await import.Store.SnapshotsAsync(Token);
            var running = import.ImportLiveAsync(server.Connection(database), day: round);
            await Task.WhenAny(running, Task.Delay(whole * chance.NextDouble() * 0.6, TimeProvider.System, Token));
            await server.RunSqlAsync(
                "postgres",
                $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
            );
            var report = await running;

            var after = await import.Store.SnapshotsAsync(Token);
            Assert.Equal(before.Length + (report.Snapshot is null ? 0 : 1), after.Length);
            if (report.Snapshot is null)
            {
                Assert.Contains($"/{database}, ", report.Failure, StringComparison.Ordinal);
            }

            var facts = await import.Store.LoadAsync(after[0], after[0].TakenAt, Token);
            Assert.Equal(TablesCount, facts.Tables.Length);
            Assert.Single(facts.Tables.Select(table => table.Comment).Distinct());
            Assert.Equal(after[0].Digest, await import.Store.DigestAsync(after[0], Token));
        }
    }

    [Fact]
    public async Task A_connection_that_ends_while_rows_are_read_is_said_and_nothing_is_written()
    {
        var database = await server.MetastoreAsync(MetastoreSchema.Hive3 + SlowRoles);
        await using var import = new ImportFixture();
        var running = import.ImportLiveAsync(server.Connection(database));
        await server.AsleepAsync(database);

        await server.RunSqlAsync(
            "postgres",
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        );

        Assert.Contains(
            "reading ROLES: the server ended the connection",
            (await running).Failure,
            StringComparison.Ordinal
        );
        Assert.Empty(await import.Store.SnapshotsAsync(Token));
    }

    [Theory]
    [InlineData("metastore/DBS")]
    [InlineData("metastore/COLUMNS_V2")]
    [InlineData("metastore/TBL_PRIVS")]
    public async Task Cancelled_in_the_middle_it_writes_nothing(string table)
    {
        var database = await server.MetastoreAsync(MetastoreSchema.Hive3 + Many);
        await using var import = new ImportFixture();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new CancelAt($"Reading {table}", cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            import.ImportLiveAsync(server.Connection(database), progress: progress, token: cancel.Token)
        );

        Assert.Empty(await import.Store.SnapshotsAsync(Token));
        await server.AssertQuietAsync(database);
    }

    [Fact]
    public async Task Cancelling_does_not_wait_for_a_slow_database()
    {
        var database = await server.MetastoreAsync(MetastoreSchema.Hive3 + SlowRoles);
        await using var import = new ImportFixture();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = import.ImportLiveAsync(server.Connection(database), token: cancel.Token);
        await server.AsleepAsync(database);

        var started = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Empty(await import.Store.SnapshotsAsync(Token));
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_stopped_and_said()
    {
        var database = await server.MetastoreAsync(MetastoreSchema.Hive3 + SlowRoles);
        await using var import = new ImportFixture();

        var report = await import.ImportLiveAsync(
            MetastoreConnection.Parse(server.ConnectionText(database) + ";Command Timeout=1")
        );

        Assert.Contains("reading ROLES: it took too long and was stopped", report.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_import_neither_imports_nor_checks()
    {
        var auditor = new CurrentUser("auditor", AppRole.Auditor);
        var connection = MetastoreConnection.Parse("Host=127.0.0.1;Port=1;Database=d;Username=u");
        await using var import = new ImportFixture();

        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            import.Run.RunAsync(
                auditor,
                new(null, null, false, Metastore: connection),
                new Progress<WorkProgress>(),
                Token
            )
        );
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            new MetastoreCheck().RunAsync(auditor, connection, Token)
        );
    }

    private sealed class CancelAt(string stage, CancellationTokenSource cancel) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Stage == stage)
            {
                cancel.Cancel();
            }
        }
    }
}

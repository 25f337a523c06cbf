using System.Text.Json.Nodes;
using GovernanceDashboard.Tests.Data;
using GovernanceDashboard.Tests.Import.Metastore;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Tests.Cli;

[Collection(PostgresCollection.Name)]
public sealed class ImportHiveVerbTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Terminal Terminal => new(_folder.File("data"));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_live_metastore_imports_and_says_its_version_and_that_nothing_changed()
    {
        var connection = await SalesAsync();

        var first = await Terminal.RunAsync("import", "hive", "--connection", connection);
        var again = await Terminal.RunAsync("import", "hive", "--connection", connection, "--json");
        var check = await Terminal.RunAsync("import", "hive", "--connection", connection, "--check");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("schema 3.1.0", first.Output, StringComparison.Ordinal);
        var report = JsonNode.Parse(again.Output)!;
        Assert.Equal("1", (string?)report["sameAs"]);
        Assert.Equal("3.1.0", (string?)report["metastore"]!["schemaVersion"]);
        Assert.Contains("TBLS", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_never_printed()
    {
        var connection = await SalesAsync() + ";Password=geheim";
        _folder.Write("metastore.txt", connection);

        var onLine = await Terminal.RunAsync("import", "hive", "--connection", connection);
        var fromFile = await Terminal.RunAsync("import", "hive", "--connection-file", _folder.File("metastore.txt"));
        var cut = await Terminal.RunAsync("import", "hive", "--connection", "Host=db", "Password=geheim");
        var malformed = await Terminal.RunAsync("import", "hive", "--connection", "Host=db;Password=a;geheim=b");
        var nobody = await Terminal.RunAsync("import", "hive", "--connection", "postgresql://u:geheim@127.0.0.1:1/d");

        Assert.Equal(
            [0, 0, 64, 64, 3],
            [onLine.ExitCode, fromFile.ExitCode, cut.ExitCode, malformed.ExitCode, nobody.ExitCode]
        );
        Assert.All(
            [onLine, fromFile, cut, malformed, nobody],
            run => Assert.DoesNotContain("geheim", run.Output + run.Error, StringComparison.Ordinal)
        );
        Assert.Contains("others on this machine can see it", onLine.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("can see it", fromFile.Error, StringComparison.Ordinal);
        Assert.Contains("it cannot be reached", nobody.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import", "hive")]
    [InlineData("import", "hive", "--connection", "Host=a;Database=b", "--connection-file", "c")]
    public async Task What_says_not_what_to_import_is_a_bad_argument(params string[] arguments)
    {
        var run = await Terminal.RunAsync(arguments);

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("Example:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_while_it_reads_it_leaves_no_snapshot()
    {
        var connection = await SalesAsync(
            """ALTER TABLE "ROLES" RENAME TO roles_kept; CREATE VIEW "ROLES" AS SELECT r.* FROM roles_kept r, (SELECT pg_sleep(120) OFFSET 0) s;"""
        );
        string[] arguments = ["import", "hive", "--connection", connection, "--data", _folder.File("data")];

        using (var process = ProductProcess.Start(arguments))
        {
            process.StandardInput.Close();
            var output = Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
                process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
            );
            await Poll.UntilAsync(async () =>
                process.HasExited || await server.SleepersAsync(Database(connection)) > 0
            );

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await output;
        }

        var snapshots = JsonNode.Parse((await Terminal.RunAsync("snapshots", "--json")).Output)!;
        Assert.Equal(0, (int?)snapshots["count"]);
    }

    private static string Database(string connection) => new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!;

    private async Task<string> SalesAsync(string more = "") =>
        server.ConnectionText(
            await server.MetastoreAsync(
                MetastoreSchema.Hive3 + MetastoreSchema.Sales + MetastoreSchema.WrittenBySql + more
            )
        );
}

using System.Text.Json.Nodes;
using GovernanceDashboard.Data.Records;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Tests.Cli;

/// <summary><c>--unmask</c> and the activity log that keeps it.</summary>
public sealed class UnmaskOptionTests : IAsyncLifetime
{
    private const string Reason = "case 17: notify the readers";

    private readonly TinyEstate _estate = new();

    public ValueTask InitializeAsync() => _estate.InitializeAsync();

    public ValueTask DisposeAsync() => _estate.DisposeAsync();

    [Theory]
    [InlineData("who", "sales.orders")]
    [InlineData("what", "alice")]
    [InlineData("explain", "alice", "sales.orders")]
    public async Task Without_the_right_real_names_are_refused(params string[] args)
    {
        var run = await _estate.Terminal().RunAsync([.. args, "--unmask", Reason, "--json"]);

        Assert.Equal(64, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("Cli:MayUnmask", run.Error, StringComparison.Ordinal);
        Assert.All(
            TinyEstate.RealNames,
            name => Assert.DoesNotContain(name, run.Error, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task With_the_right_names_show_and_each_answer_is_one_activity_entry()
    {
        var terminal = _estate.Terminal(("Cli:MayUnmask", "true"), ("Cli:Operator", "Olga"));

        var run = await terminal.RunAsync("who", "sales.orders", "--unmask", Reason, "--json");

        Assert.Equal(0, run.ExitCode);
        var names = JsonNode.Parse(run.Output)!["principals"]!.AsArray().Select(row => (string)row!["name"]!).ToArray();
        Assert.Equal(
            ["Alice Archer (alice)", "Bob Baker (bob)", "Carol Cole (carol)", "Dave Dorn (dave)", "svc_etl"],
            names
        );
        var log = await terminal.RunAsync("activity", "verify", "--json");
        Assert.Equal(0, log.ExitCode);
        Assert.Equal(1, (int?)JsonNode.Parse(log.Output)!["rows"]);
    }

    [Fact]
    public async Task A_right_without_a_named_operator_is_a_wrong_configuration()
    {
        var run = await _estate.Terminal(("Cli:MayUnmask", "true")).RunAsync("snapshots");

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("Cli:Operator", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_verify_names_the_first_broken_row()
    {
        var terminal = _estate.Terminal(("Cli:MayUnmask", "true"), ("Cli:Operator", "Olga"));
        for (var entry = 0; entry < 3; entry++)
        {
            Assert.Equal(0, (await terminal.RunAsync("what", "bob", "--unmask", Reason)).ExitCode);
        }

        await TamperAsync();
        var run = await terminal.RunAsync("activity", "verify", "--json");

        Assert.Equal(2, run.ExitCode);
        var verification = JsonNode.Parse(run.Output)!;
        Assert.False((bool?)verification["verified"]);
        Assert.Equal(2, (int?)verification["brokenAt"]);
        var text = await terminal.RunAsync("activity", "verify");
        Assert.StartsWith("NOT VERIFIED  row 2", text.Output, StringComparison.Ordinal);
    }

    private async Task TamperAsync()
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_estate.Data, RecordsDatabase.FileName)};Pooling=False"
        );
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            DROP TRIGGER IF EXISTS activity_is_never_changed;
            DROP TRIGGER IF EXISTS activity_is_never_deleted;
            UPDATE Activity SET Reason = 'another' WHERE Sequence = 2;
            """;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

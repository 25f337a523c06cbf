using GovernanceDashboard.Cli;

namespace GovernanceDashboard.Tests.Cli;

public sealed class CommandLineTests
{
    private readonly Terminal _terminal = new(Path.Combine(Path.GetTempPath(), $"governance-{Guid.NewGuid():N}"));

    [Theory]
    [InlineData]
    [InlineData("serve")]
    [InlineData("--urls", "http://localhost:1")]
    [InlineData("--data", "who")]
    [InlineData("--data=x", "serve")]
    [InlineData("--data", "x", "serve", "--urls", "http://localhost:1")]
    public void Without_a_verb_the_dashboard_is_served(params string[] args) => Assert.True(CommandLine.Serves(args));

    [Theory]
    [InlineData("who", "db.t")]
    [InlineData("nonsense")]
    [InlineData("--data", "x", "snapshots")]
    [InlineData("--data=x", "snapshots")]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("--version")]
    public void With_a_verb_it_is_answered_at_the_terminal(params string[] args) =>
        Assert.False(CommandLine.Serves(args));

    [Theory]
    [InlineData("Unrecognized", "whoo", "sales.orders")]
    [InlineData("Required argument 'TABLE' missing", "who")]
    [InlineData("--frobnicate", "who", "sales.orders", "--frobnicate")]
    [InlineData("'orders' is not a table's name", "who", "orders")]
    [InlineData("lacks the time of day or the zone", "who", "sales.orders", "--at", "2026-03-01")]
    [InlineData("lacks the time of day or the zone", "what", "p-0", "--at", "2026-03-01T00:00:00")]
    [InlineData("not an instant", "heatmap", "--at", "yesterday")]
    [InlineData("'newest' is not a snapshot's id", "heatmap", "--snapshot", "newest")]
    [InlineData("no populations by 'shoe-size'", "heatmap", "--by", "shoe-size")]
    [InlineData("cannot go together", "heatmap", "--json", "--csv", "cells.csv")]
    [InlineData("cannot be written", "heatmap", "--csv", "no-such-folder/cells.csv")]
    [InlineData("too short", "who", "sales.orders", "--unmask", "because")]
    [InlineData("There is no file", "whatif", "--changes", "no-such-file.csv")]
    [InlineData("too small an estate", "generate", "--tables", "5", "--out", "estate")]
    [InlineData("--out", "generate", "--tables", "10")]
    [InlineData("not a whole number from 1", "generate", "--tables", "0", "--out", "estate")]
    [InlineData("not a whole number", "generate", "--people", "many", "--out", "estate")]
    [InlineData("There is no folder", "import", "--from", "no-such-folder")]
    [InlineData("'everything' is not a scope", "evidence", "export", "--scope", "everything", "--out", "packs")]
    [InlineData("There is no folder", "evidence", "verify", "no-such-folder")]
    [InlineData("'everything' is no scope", "exposure", "everything")]
    [InlineData(
        "--contained is before --detected",
        "exposure",
        "estate",
        "--detected",
        "2026-06-20T00:00:00Z",
        "--contained",
        "2026-06-19T00:00:00Z"
    )]
    [InlineData("'table:orders' is no scope", "metrics", "table:orders")]
    [InlineData("'nothing' is no scope", "board", "nothing")]
    [InlineData("--severity '7' is none of Informational, Low, Medium", "findings", "--severity", "7")]
    [InlineData("--authorizer 'oracle' is none of Ranger", "import", "--authorizer", "oracle")]
    [InlineData("BATCH 'last' is not an id", "findings", "undo", "last")]
    [InlineData("--limit 'all' is not a whole number", "explain", "ann", "sales.orders", "--limit", "all")]
    [InlineData("Required command", "evidence")]
    public async Task A_bad_argument_says_what_was_wrong_what_was_expected_and_an_example(
        string wrong,
        params string[] args
    )
    {
        var run = await _terminal.RunAsync(args);

        Assert.Equal(64, run.ExitCode);
        Assert.Empty(run.Output);
        var lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.Collection(
            lines,
            line => Assert.StartsWith("Wrong:    ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Expected: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Example:  dotnet run --project App -- ", line, StringComparison.Ordinal)
        );
        Assert.Contains(wrong, lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_every_verb()
    {
        var run = await _terminal.RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        string[] verbs =
        [
            "serve",
            "generate",
            "import",
            "snapshots",
            "who",
            "what",
            "explain",
            "heatmap",
            "whatif",
            "evidence",
            "activity",
            "signin-link",
        ];
        Assert.All(verbs, verb => Assert.Contains($"  {verb} ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_gives_a_reference_number_and_exit_code_1()
    {
        var run = await _terminal.RunAsync(
            _ => throw new InvalidOperationException("the disk is on fire"),
            TestContext.Current.CancellationToken,
            "snapshots",
            "--json"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Matches(@"^Internal error [0-9a-f]{12} \(InvalidOperationException\): the disk is on fire", run.Error);
    }

    [Fact]
    public async Task A_cancelled_verb_exits_with_130()
    {
        var run = await _terminal.RunAsync(new CancellationToken(canceled: true), "who", "sales.orders", "--json");

        Assert.Equal(130, run.ExitCode);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_a_bad_argument()
    {
        using var folder = new Data.TemporaryFolder();
        folder.Write("taken", "a file where a folder should be");

        var run = await _terminal.RunAsync("snapshots", "--data", folder.File("taken"));

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("cannot be used", run.Error, StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;

namespace GovernanceDashboard.Tests.Cli;

/// <summary><c>explain</c>: every path with its total, what would end the access, and what comes nearest to a refused one.</summary>
public sealed class ExplainVerbTests(TinyEstate estate) : IClassFixture<TinyEstate>
{
    private readonly Terminal _terminal = estate.Terminal();

    [Fact]
    public async Task Every_path_is_listed_with_the_total_and_what_would_end_the_access()
    {
        var answer = await AskAsync("alice", "sales.orders");

        var paths = answer["paths"]!;
        Assert.Equal((1, 0, true), ((int)paths["total"]!, (int)paths["conditionalTotal"]!, (bool)paths["exact"]!));
        var path = Assert.Single(paths["listed"]!.AsArray())!;
        Assert.Equal(["id", "amount"], Strings(path["columns"]));
        var cuts = answer["cuts"]!;
        Assert.Equal((1, 4, true), ((int)cuts["size"]!, (int)cuts["total"]!, (bool)cuts["exact"]!));
        Assert.Equal(
            [
                $"take {(string?)answer["principal"]} out of the group eng",
                "take the group eng out of the role analysts",
                "take the role analysts off allow item 0 of policy 2 “figures for analysts”",
                "switch off policy 2 “figures for analysts”",
            ],
            cuts["listed"]!.AsArray().SelectMany(cut => Strings(cut!["removals"]))
        );
        Assert.Equal([0, 1, 1, 1], cuts["listed"]!.AsArray().Select(cut => (int)cut!["othersAtMost"]!));
    }

    [Fact]
    public async Task What_comes_nearest_to_a_refused_column_says_what_stops_it()
    {
        var answer = await AskAsync("alice", "sales.orders", "--column", "email");

        var nearest = answer["nearest"]!;
        Assert.Equal((1, 1), ((int)nearest["policy"]!, (int)nearest["changes"]!));
        var obstacle = Assert.Single(nearest["obstacles"]!.AsArray())!;
        Assert.Equal("NotMember", (string?)obstacle["kind"]);
        Assert.Equal($"{(string?)answer["principal"]} is not in the group sales.", (string?)obstacle["sentence"]);
        Assert.Equal([$"put {(string?)answer["principal"]} into the group sales"], Strings(obstacle["remedies"]));
        Assert.Null(answer["cuts"]);
    }

    [Fact]
    public async Task A_deny_is_named_with_its_rank()
    {
        var answer = await AskAsync("erin", "telemetry.keys");

        var obstacle = Assert.Single(answer["nearest"]!["obstacles"]!.AsArray())!;
        Assert.Equal("Denied", (string?)obstacle["kind"]);
        Assert.Equal(
            $"Policy 4 “keys withheld” denies {(string?)answer["principal"]}: at the same priority a deny beats an allow.",
            (string?)obstacle["sentence"]
        );
    }

    [Fact]
    public async Task The_limit_cuts_the_list_and_not_the_total()
    {
        var answer = await AskAsync("svc_etl", "telemetry.keys", "--limit", "1");

        Assert.Equal(2, (int)answer["paths"]!["total"]!);
        Assert.Single(answer["paths"]!["listed"]!.AsArray());
        Assert.Contains("The first 1", (string?)answer["paths"]!["sentence"], StringComparison.Ordinal);
        Assert.Equal(2, (int)answer["cuts"]!["size"]!);
        Assert.Single(answer["cuts"]!["listed"]!.AsArray());
    }

    [Fact]
    public async Task A_limit_out_of_range_is_a_bad_argument()
    {
        var run = await _terminal.RunAsync("explain", "alice", "sales.orders", "--limit", "-1");

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("--limit 50", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice", "sales.orders")]
    [InlineData("erin", "telemetry.keys")]
    [InlineData("bob", "telemetry.keys")]
    public async Task Nobody_is_named(string principal, string table)
    {
        var run = await _terminal.RunAsync("explain", principal, table);

        Assert.Equal(0, run.ExitCode);
        Assert.All(
            TinyEstate.RealNames,
            name => Assert.DoesNotContain(name, run.Output, StringComparison.OrdinalIgnoreCase)
        );
    }

    private async Task<JsonNode> AskAsync(params string[] arguments)
    {
        var run = await _terminal.RunAsync(["explain", .. arguments, "--json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonNode.Parse(run.Output)!;
    }

    private static IEnumerable<string?> Strings(JsonNode? list) => list!.AsArray().Select(entry => (string?)entry);
}

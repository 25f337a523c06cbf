using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>who, what, explain, heatmap and snapshots over an estate whose answers are known.</summary>
public sealed class QuestionVerbTests(TinyEstate estate) : IClassFixture<TinyEstate>
{
    private readonly Terminal _terminal = estate.Terminal();

    [Fact]
    public async Task Who_lists_readers_by_name_with_level_and_columns()
    {
        var answer = await AskAsync("who", "sales.orders");

        Assert.Equal(
            [
                "table",
                "column",
                "at",
                "snapshot",
                "digest",
                "quality",
                "count",
                "people",
                "tableOnly",
                "metadataOnly",
                "maskedOnly",
                "principals",
                "files",
                "canElevate",
                "views",
                "dashboards",
            ],
            Members(answer)
        );
        Assert.Equal("sales.orders", (string?)answer["table"]);
        Assert.Equal("2026-03-01T00:00:00Z", (string?)answer["at"]);
        Assert.Equal("1", (string?)answer["snapshot"]);
        Assert.Equal(5, (int?)answer["count"]);
        Assert.Equal(4, (int?)answer["people"]);
        var principals = answer["principals"]!.AsArray();
        Assert.Equal(5, principals.Count);
        Assert.All(
            principals,
            principal =>
                Assert.Equal(
                    [
                        "name",
                        "kind",
                        "level",
                        "columns",
                        "channels",
                        "conditional",
                        "openedBy",
                        "masked",
                        "maskedOnly",
                        "filtered",
                        "maskedColumns",
                        "filter",
                        "views",
                        "dashboards",
                    ],
                    Members(principal!)
                )
        );
        var names = principals.Select(principal => (string)principal!["name"]!).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(
            new[] { "Full", "Full", "Full", "Partial", "Partial" },
            principals.Select(principal => (string)principal!["level"]!).Order(StringComparer.Ordinal)
        );
        Assert.All(
            principals.Where(principal => (string)principal!["level"]! == "Partial"),
            principal => Assert.Equal(["id", "amount"], Strings(principal!["columns"]))
        );
        var service = principals.Single(principal => (string)principal!["kind"]! == "ServiceAccount");
        Assert.Equal("svc_etl", (string?)service!["name"]);
        Assert.Equal("Full", (string?)service["level"]);
    }

    [Fact]
    public async Task Who_may_ask_for_one_column()
    {
        var answer = await AskAsync("who", "sales.orders", "--column", "email");

        Assert.Equal("email", (string?)answer["column"]);
        Assert.Equal(3, (int?)answer["count"]);
    }

    [Fact]
    public async Task Who_honours_a_deny()
    {
        var answer = await AskAsync("who", "telemetry.keys");

        Assert.Equal(4, (int?)answer["people"]);
        Assert.Equal(5, (int?)answer["count"]);
        Assert.DoesNotContain(await PseudonymAsync("erin"), answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice", "sales.orders:Partial", "telemetry.keys:Full")]
    [InlineData("carol", "sales.orders:Full", "telemetry.keys:Full")]
    [InlineData("erin")]
    [InlineData("svc_etl", "sales.orders:Full", "telemetry.keys:Full")]
    public async Task What_mirrors_who(string login, params string[] expected)
    {
        var answer = await AskAsync("what", login);

        Assert.Equal(expected.Length, (int?)answer["count"]);
        Assert.Equal(expected, answer["tables"]!.AsArray().Select(table => $"{table!["name"]}:{table["level"]}"));
        Assert.All(
            answer["tables"]!.AsArray(),
            table =>
                Assert.Equal(
                    ["name", "kind", "level", "columns", "channels", "conditional", "masked", "maskedOnly", "filtered"],
                    Members(table!).Take(9)
                )
        );
    }

    [Fact]
    public async Task What_takes_the_pseudonym_as_well_as_the_login()
    {
        var byLogin = await AskAsync("what", "alice");
        var byPseudonym = await AskAsync("what", await PseudonymAsync("alice"));

        Assert.Equal(byLogin.ToJsonString(), byPseudonym.ToJsonString());
        Assert.StartsWith("p-", (string)byLogin["principal"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_names_the_deciding_policy_and_its_chain()
    {
        var answer = await AskAsync("explain", "alice", "sales.orders");

        Assert.Equal("Partial", (string?)answer["level"]);
        Assert.Equal(["id", "amount"], Strings(answer["columns"]));
        var deciding = Assert.Single(answer["deciding"]!.AsArray())!;
        Assert.Equal("Allow", (string?)deciding["effect"]);
        Assert.Equal("Role", (string?)deciding["via"]);
        Assert.Equal(2, (int?)deciding["policy"]);
        Assert.Equal("Allow", (string?)deciding["list"]);
        Assert.Equal(0, (int?)deciding["item"]);
        Assert.Equal(
            [$"Login {await PseudonymAsync("alice")}", "Group eng", "Role analysts"],
            deciding["chain"]!.AsArray().Select(link => $"{link!["namespace"]} {link["name"]}")
        );
        Assert.Contains("figures for analysts", (string?)deciding["sentence"], StringComparison.Ordinal);
        Assert.NotNull((string?)answer["whyNot"]);
    }

    [Fact]
    public async Task Explain_names_the_deny_and_what_it_beats()
    {
        var answer = await AskAsync("explain", "erin", "telemetry.keys");

        // The deny is on select: that the table exists stays visible.
        Assert.Equal("MetadataOnly", (string?)answer["level"]);
        var deny = Assert.Single(answer["deciding"]!.AsArray())!;
        Assert.Equal(("Deny", 4), ((string?)deny["effect"], (int?)deny["policy"]));
        var allow = Assert.Single(answer["losing"]!.AsArray())!;
        Assert.Equal(3, (int?)allow["policy"]);
        Assert.Equal("DenyBeatsAllow", (string?)allow["loss"]);
    }

    [Fact]
    public async Task Heatmap_counts_groups_by_population()
    {
        var run = await _terminal.RunAsync("heatmap", "--json");

        Assert.Equal(0, run.ExitCode);
        var answer = JsonNode.Parse(run.Output)!;
        Assert.Equal("department", (string?)answer["by"]);
        Assert.Equal(
            [
                "=Keys eng 2/2 100.00 pairs 2 unknown true",
                "=Keys sales 2/2 100.00 pairs 2 unknown true",
                "=Keys unknown 0/1 0.00 pairs 0 unknown true",
                "Orders eng 2/2 100.00 pairs 2 unknown false",
                "Orders sales 2/2 100.00 pairs 2 unknown false",
                "Orders unknown 0/1 0.00 pairs 0 unknown false",
            ],
            answer["cells"]!.AsArray().Select(Cell)
        );
        Assert.Equal(
            ["=Keys all people 4/5 80.00 pairs 4 unknown true", "Orders all people 4/5 80.00 pairs 4 unknown false"],
            answer["totals"]!.AsArray().Select(Cell)
        );
        Assert.Contains("\"breadth_pct\": 100.00", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heatmap_writes_a_csv_that_a_spreadsheet_can_open_safely()
    {
        var file = estate.File("cells.csv");

        var run = await _terminal.RunAsync("heatmap", "--by", "level", "--csv", file);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Output);
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(
            "group,population,people,population_size,breadth_pct,pairs,unknown,snapshot,at,digest,data_quality,data_quality_lowered_by",
            lines[0]
        );
        Assert.Contains(
            lines,
            line => line.StartsWith("'=Keys,L5,2,2,100.00,2,true,1,2026-03-01T00:00:00.000Z,", StringComparison.Ordinal)
        );
        Assert.All(lines.Skip(1), line => Assert.Contains(",92.75,", line, StringComparison.Ordinal));
        Assert.Equal(1 + (2 * 4), lines.Length);
    }

    [Fact]
    public async Task Snapshots_lists_what_was_imported()
    {
        var answer = await AskAsync("snapshots");

        var snapshot = Assert.Single(answer["snapshots"]!.AsArray())!;
        Assert.Equal("1", (string?)snapshot["id"]);
        Assert.Equal("2026-03-01T00:00:00Z", (string?)snapshot["at"]);
        Assert.Equal(64, ((string)snapshot["digest"]!).Length);
        Assert.Equal(92.75m, (decimal?)snapshot["quality"]);
    }

    [Theory]
    [InlineData("who", "sales.nothing")]
    [InlineData("who", "sales.orders", "--column", "nothing")]
    [InlineData("what", "p-0000000000")]
    [InlineData("explain", "nobody", "sales.orders")]
    [InlineData("explain", "alice", "sales.nothing")]
    public async Task What_is_not_there_exits_with_4(params string[] args)
    {
        var run = await _terminal.RunAsync([.. args, "--json"]);

        Assert.Equal(4, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("--at", "2020-01-01T00:00:00Z")]
    [InlineData("--at", "2030-01-01T00:00:00Z")]
    [InlineData("--snapshot", "7")]
    public async Task An_instant_or_snapshot_that_is_not_known_is_a_bad_argument(params string[] args)
    {
        var run = await _terminal.RunAsync(["who", "sales.orders", .. args]);

        Assert.Equal(64, run.ExitCode);
        Assert.StartsWith("Wrong:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("who", "db.t")]
    [InlineData("what", "p-0000000000")]
    [InlineData("explain", "p-0000000000", "db.t")]
    [InlineData("heatmap")]
    public async Task Before_the_first_import_questions_exit_with_5(params string[] args)
    {
        var run = await _terminal.RunAsync([.. args, "--json", "--data", estate.File("empty")]);

        Assert.Equal(5, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("import --from", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_import_the_list_of_snapshots_is_empty()
    {
        var run = await _terminal.RunAsync("snapshots", "--json", "--data", estate.File("empty"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(0, (int?)JsonNode.Parse(run.Output)!["count"]);
    }

    [Theory]
    [InlineData("who", "sales.orders")]
    [InlineData("who", "sales.orders", "--json")]
    [InlineData("what", "alice")]
    [InlineData("what", "alice", "--json")]
    [InlineData("explain", "erin", "telemetry.keys")]
    [InlineData("explain", "alice", "sales.orders", "--json")]
    [InlineData("heatmap")]
    [InlineData("heatmap", "--json")]
    [InlineData("snapshots")]
    [InlineData("snapshots", "--json")]
    public async Task A_pipe_gets_plain_text_without_real_names_and_nothing_else(params string[] args)
    {
        var run = await _terminal.RunAsync(args);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Output, character => char.IsControl(character) && character != '\n');
        Assert.All(
            TinyEstate.RealNames,
            name => Assert.DoesNotContain(name, run.Output, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task The_human_answer_gives_the_same_counts()
    {
        var run = await _terminal.RunAsync("who", "sales.orders");

        Assert.Contains(
            "Can read it: 5 principals (4 people, 1 service account).",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("cannot be answered: no listing of HDFS was imported.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Views: No view is known to show it.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Dashboards: No dashboards were imported", run.Output, StringComparison.Ordinal);
        Assert.Equal(5 + 1 + 5, run.Output.TrimEnd('\n').Split('\n').Length);
    }

    private async Task<string> PseudonymAsync(string login) => (string)(await AskAsync("what", login))["principal"]!;

    private async Task<JsonNode> AskAsync(params string[] args)
    {
        var run = await _terminal.RunAsync([.. args, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Empty(run.Error);
        return JsonNode.Parse(run.Output, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = false })!;
    }

    private static string Cell(JsonNode? cell) =>
        $"{cell!["group"]} {cell["population"]} {cell["people"]}/{cell["population_size"]} {cell["breadth_pct"]} pairs {cell["pairs"]} unknown {cell["unknown"]}";

    private static IEnumerable<string> Members(JsonNode node) => node.AsObject().Select(member => member.Key);

    private static IEnumerable<string?> Strings(JsonNode? array) => array!.AsArray().Select(item => (string?)item);
}

using System.Text.Json.Nodes;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>Readers through views at the command line.</summary>
public sealed class ViewVerbTests(ViewEstate estate) : IClassFixture<ViewEstate>
{
    private readonly Terminal _terminal = estate.Terminal();

    [Fact]
    public async Task Who_lists_readers_through_views_with_their_channel_and_in_no_other_figure()
    {
        var answer = await AskAsync("who", "sales.orders");

        Assert.Equal(2, (int?)answer["people"]);
        Assert.Equal(
            [
                "ann Partial [hive, view] open.totals",
                "bob Unknown [view] open.top, open.totals",
                "hal Full [hive, view] open.top, open.totals",
            ],
            await RowsAsync(answer, ["ann", "bob", "cy", "hal"])
        );
        var views = answer["views"]!;
        Assert.Equal(2, (int?)views["views"]);
        Assert.Equal(1, (int?)views["notUnderstood"]);
        Assert.Equal(1, (int?)views["people"]);
        Assert.Equal(1, (int?)views["peopleReadingLess"]);
        Assert.Equal(
            "2 views show it: 1 person and 0 service accounts read one and nothing of it itself. Which columns a view shows is not known."
                + " 1 person who reads it only in part, masked or filtered reads one as well."
                + " 1 view of the catalogue was not understood, and may show it.",
            (string?)views["sentence"]
        );
    }

    [Fact]
    public async Task Who_names_an_item_that_opens_the_table_to_each_reader()
    {
        var answer = await AskAsync("who", "open.top");
        var hal = (string?)(await AskAsync("what", "hal"))["principal"];

        Assert.Equal(
            ["policy 3 “policy 3”, through group eng", "policy 4 “policy 4”, by name"],
            answer["principals"]!
                .AsArray()
                .OrderBy(reader => (string?)reader!["name"] == hal)
                .Select(reader => (string?)reader!["openedBy"])
        );
    }

    [Fact]
    public async Task Who_prints_unknown_for_what_only_a_view_shows()
    {
        var run = await _terminal.RunAsync("who", "sales.orders");

        var row = run.Output.Split('\n').Single(line => line.Contains("unknown, through", StringComparison.Ordinal));
        Assert.Matches(@"^p-\w+ +User +Unknown +view +.*unknown, through open\.top, open\.totals", row);
    }

    [Fact]
    public async Task Who_does_not_list_a_reader_of_another_column_as_nobody()
    {
        var answer = await AskAsync("who", "sales.orders", "--column", "ssn");

        Assert.Equal(
            ["ann Unknown [view]", "bob Unknown [view]", "hal Full [hive, view]"],
            (await RowsAsync(answer, ["ann", "bob", "cy", "hal"])).Select(row => row[..(row.IndexOf(']') + 1)])
        );
    }

    [Fact]
    public async Task What_lists_tables_that_only_views_show()
    {
        var answer = await AskAsync("what", "bob");

        Assert.Equal(
            ["open.top:Full:hive:", "open.totals:Full:hive,view:", "sales.orders:Unknown:view:open.top,open.totals"],
            answer["tables"]!
                .AsArray()
                .Select(table =>
                    $"{table!["name"]}:{table["level"]}:{string.Join(',', table["channels"]!.AsArray())}:{string.Join(',', table["views"]!.AsArray())}"
                )
        );
        Assert.Equal(1, (int?)answer["viewsOnly"]);
        Assert.Equal(1, (int?)answer["viewsNotUnderstood"]);
    }

    [Fact]
    public async Task Explain_shows_the_way_through_each_view()
    {
        var answer = await AskAsync("explain", "bob", "sales.orders");

        Assert.Equal("None", (string?)answer["level"]);
        Assert.Equal(["view"], answer["channels"]!.AsArray().Select(channel => (string?)channel));
        var views = answer["views"]!;
        Assert.True((bool?)views["alone"]);
        Assert.Equal(2, (int?)views["total"]);
        var bob = (string?)(await AskAsync("what", "bob"))["principal"];
        Assert.Equal(
            [
                $"{bob} -> everyone (public) -> “policy 2” -> view open.totals -> sales.orders",
                $"{bob} -> eng -> “policy 3” -> view open.top -> view open.totals -> sales.orders",
            ],
            views["ways"]!.AsArray().Select(way => (string?)way!["trail"])
        );
    }

    [Fact]
    public async Task Explain_says_where_no_view_leads()
    {
        var run = await _terminal.RunAsync("explain", "cy", "sales.orders");

        Assert.Contains("2 views show sales.orders; p-", run.Output, StringComparison.Ordinal);
        Assert.Contains("reads none of them.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_an_address_and_names_the_policy()
    {
        var answer = await AskAsync("who", "url:s3a://lake/raw");

        Assert.Equal((2, 2), ((int?)answer["people"], (int?)answer["count"]));
        var bob = (string?)(await AskAsync("what", "bob"))["principal"];
        var row = answer["principals"]!.AsArray().Single(reader => (string?)reader!["name"] == bob)!;
        Assert.Equal(["url"], row["channels"]!.AsArray().Select(channel => (string?)channel));
        Assert.Equal("Policy 5 “policy 5” allows it, to the group eng.", (string?)row["why"]);
        Assert.Contains("no listing of HDFS", (string?)answer["files"]!["sentence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_that_nobody_is_let_in_elsewhere()
    {
        var run = await _terminal.RunAsync("who", "url:s3a://lake/other");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            "Policies on addresses let 0 people and 0 service accounts read it.",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("url:")]
    [InlineData("url:foo")]
    [InlineData("url:://foo")]
    [InlineData("url:s3a://lake/raw", "--column", "id")]
    public async Task Who_refuses_an_address_that_is_none_and_columns_of_one(params string[] args)
    {
        var run = await _terminal.RunAsync(["who", .. args]);

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("who url:s3a://lake/raw", run.Error, StringComparison.Ordinal);
    }

    private async Task<string[]> RowsAsync(JsonNode answer, string[] logins)
    {
        var names = new Dictionary<string, string>();
        foreach (var login in logins)
        {
            names.Add((string)(await AskAsync("what", login))["principal"]!, login);
        }

        return
        [
            .. answer["principals"]!
                .AsArray()
                .Select(reader =>
                    $"{names[(string)reader!["name"]!]} {reader["level"]} [{string.Join(", ", reader["channels"]!.AsArray())}] {string.Join(", ", reader["views"]!.AsArray())}"
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task<JsonNode> AskAsync(params string[] args)
    {
        var run = await _terminal.RunAsync([.. args, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }
}

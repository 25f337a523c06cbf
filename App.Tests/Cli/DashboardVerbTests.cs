using System.Text.Json.Nodes;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>What dashboards let through, and addresses that a principal can read, at the command line.</summary>
public sealed class DashboardVerbTests(DashboardEstate estate) : IClassFixture<DashboardEstate>
{
    private readonly Terminal _terminal = estate.Terminal();

    [Fact]
    public async Task Who_lists_audiences_with_their_channel_and_in_no_other_figure()
    {
        var (answer, ann, cy) = (await AskAsync("who", "sales.orders"), await NameAsync("ann"), await NameAsync("cy"));

        Assert.Equal(2, (int?)answer["people"]);
        var row = Row(answer["principals"]!, cy);
        Assert.Equal(("Unknown", "dashboard"), ((string?)row["level"], (string?)row["channels"]!.AsArray().Single()));
        Assert.Equal($"Pulse of {ann}", (string?)row["dashboards"]!.AsArray().Single());
        Assert.Equal(
            ["view", "dashboard"],
            Row(answer["principals"]!, await NameAsync("bob"))["channels"]!.AsArray().Select(one => (string?)one)
        );
        var dashboards = answer["dashboards"]!;
        Assert.Equal(
            (2, 1, 1, 2),
            (
                (int?)dashboards["dashboards"],
                (int?)dashboards["audienceUnknown"],
                (int?)dashboards["count"],
                (int?)dashboards["people"]
            )
        );
        Assert.Equal(
            "2 dashboards show it: 2 people and 0 service accounts may open one and read nothing of the table itself. Who may open 1 of them is unknown."
                + " Which columns and rows a dashboard shows is not known.",
            (string?)dashboards["sentence"]
        );
    }

    [Fact]
    public async Task What_lists_tables_that_only_dashboards_show()
    {
        var answer = await AskAsync("what", "cy");

        // cy is denied on open.totals, and sees it on the dashboard all the same.
        Assert.Equal(
            ["open.totals:Unknown:dashboard", "sales.orders:Unknown:dashboard"],
            answer["tables"]!
                .AsArray()
                .Select(table => $"{table!["name"]}:{table["level"]}:{string.Join(',', table["channels"]!.AsArray())}")
        );
        Assert.Equal((2, 0), ((int?)answer["dashboardsOnly"], (int?)answer["viewsOnly"]));
    }

    [Fact]
    public async Task Explain_shows_the_way_over_the_dashboard()
    {
        var (answer, ann, cy) = (
            await AskAsync("explain", "cy", "sales.orders"),
            await NameAsync("ann"),
            await NameAsync("cy")
        );

        var dashboards = answer["dashboards"]!;
        Assert.True((bool?)dashboards["alone"]);
        Assert.Equal(
            $"{cy} -> dashboard Pulse of {ann} -> view open.totals -> sales.orders",
            (string?)dashboards["ways"]!.AsArray().Single()!["trail"]
        );
        Assert.Equal("dashboard", (string?)answer["channels"]!.AsArray().Single());
        Assert.Contains(
            "is in no audience of them that is known, and some are not.",
            (await _terminal.RunAsync("explain", "hal", "sales.orders")).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_lists_addresses_that_policies_name()
    {
        var address = (await AskAsync("what", "bob"))["addresses"]!.AsArray().Single()!;

        Assert.Equal(
            ("s3a://lake/raw", false, "Policy 5 “policy 5” allows it, to the group eng."),
            ((string?)address["address"], (bool?)address["pattern"], (string?)address["why"])
        );
        Assert.Empty((await AskAsync("what", "cy"))["addresses"]!.AsArray());
    }

    private static JsonNode Row(JsonNode principals, string name) =>
        principals.AsArray().Single(reader => (string?)reader!["name"] == name)!;

    private async Task<string> NameAsync(string login) => (string)(await AskAsync("what", login))["principal"]!;

    private async Task<JsonNode> AskAsync(params string[] args)
    {
        var run = await _terminal.RunAsync([.. args, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }
}

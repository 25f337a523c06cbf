using System.Globalization;
using System.Text.Json.Nodes;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>use and records, after logs and records were imported by the verb beside an estate that stood already.</summary>
public sealed class UseAndRecordsVerbTests : IAsyncLifetime
{
    private readonly TinyEstate _estate = new();

    public async ValueTask InitializeAsync()
    {
        await _estate.InitializeAsync();
        _estate.Write(
            "more/audit/hiveServer2/20260302/hs2.log",
            Event("carol", "2026-03-02 10:00:00.000", "sales/orders/id,email", 1)
                + Event("carol", "2026-03-02 12:00:00.000", "sales/orders/amount", 1)
                + Event("erin", "2026-03-02 11:00:00.000", "sales/orders/id", 0)
                + Event("nobody_known", "2026-03-02 09:00:00.000", "sales/orders/id", 1)
        );
        _estate.Write(
            "more/governance/access-exceptions.csv",
            "id,scope,principal,reason,requester,approver,from,to,document\n"
                + "E1,table:sales.orders,login:alice,asked by carol for the audit,carol,somebody,2026-03-02,2026-04-01,DOC-1\n"
                + "E3,principal:ALICE,group:eng,Carol Cole and BOB@corp.example asked; login:ghost,Carol,somebody,2025-01-01,2025-02-01,\n"
                + "E2,db:sales,group:eng,,carol,dave,2026-01-01,2026-02-01,\n"
        );
        var run = await _estate
            .Terminal()
            .RunAsync(
                "import",
                "--from",
                _estate.File("more"),
                "--at",
                "2026-03-03T00:00:00Z",
                "--audit-zone",
                "Europe/Berlin"
            );
        Assert.True(run.ExitCode == 0, run.Error);
    }

    public ValueTask DisposeAsync() => _estate.DisposeAsync();

    [Fact]
    public async Task Use_lists_who_used_a_table_by_pseudonym_with_what_they_can_read_now()
    {
        var answer = await AskAsync("use", "sales.orders");

        Assert.Equal((1, 3, true), ((int?)answer["logs"], (int?)answer["count"], (bool?)answer["exact"]));
        var rows = answer["principals"]!.AsArray();
        Assert.Equal(["Full", "None", "None"], rows.Select(row => (string?)row!["level"]));
        Assert.Equal([(2, 0), (0, 1), (1, 0)], rows.Select(row => ((int)row!["reads"]!, (int)row["denied"]!)));
        Assert.Equal(["amount", "email", "id"], rows[0]!["columns"]!.AsArray().Select(column => (string?)column));
        Assert.Equal(
            new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero), // 12:00 in Berlin
            DateTimeOffset.Parse((string)rows[0]!["last"]!, CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public async Task Use_up_to_an_instant_leaves_out_what_came_later_and_says_what_could_be_read_then()
    {
        var answer = await AskAsync("use", "sales.orders", "--at", "2026-03-02T09:00:00Z");
        var text = await _estate.Terminal().RunAsync("use", "sales.orders", "--at", "2026-03-02T09:00:00Z");
        var early = await _estate.Terminal().RunAsync("use", "sales.orders", "--at", "2020-01-01T00:00:00Z");

        Assert.Equal([1, 1], answer["principals"]!.AsArray().Select(row => (int)row!["reads"]!));
        Assert.Equal("2026-03-02T09:00:00Z", (string?)answer["upTo"]);
        Assert.Contains("COULD READ THEN", text.Output, StringComparison.Ordinal);
        Assert.Contains(
            "2 accounts read it in the logs imported (2026-03-02 to 2026-03-02) up to 2026-03-02 09:00:00 UTC",
            text.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(64, early.ExitCode);
    }

    [Fact]
    public async Task Use_says_that_it_does_not_know_what_was_not_logged()
    {
        var text = await _estate.Terminal().RunAsync("use", "sales.orders");
        var before = await _estate.Terminal().RunAsync("use", "sales.orders", "--snapshot", "1");

        Assert.Contains(
            "2 accounts read it in the logs imported (2026-03-02 to 2026-03-02)",
            text.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("1 of those who read it cannot any more.", text.Output, StringComparison.Ordinal);
        Assert.Contains(
            "may have read it all the same where nothing was logged",
            text.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("No audit log was imported", before.Output, StringComparison.Ordinal);
        AssertNoRealName(text.Output);
    }

    [Fact]
    public async Task Records_stay_listed_with_their_end_and_name_nobody()
    {
        var answer = await AskAsync("records", "access-exceptions");

        Assert.Equal(
            [("E1", true), ("E2", false), ("E3", false)],
            answer["records"]!.AsArray().Select(row => ((string?)row!["values"]!["id"], (bool)row["now"]!))
        );
        var first = answer["records"]![0]!["values"]!;
        Assert.StartsWith("login:p-", (string?)first["principal"], StringComparison.Ordinal);
        Assert.StartsWith("p-", (string?)first["approver"], StringComparison.Ordinal);
        Assert.Equal($"asked by {first["requester"]} for the audit", (string?)first["reason"]);
        Assert.Equal("group:eng", (string?)answer["records"]![1]!["values"]!["principal"]);
        var last = answer["records"]![2]!["values"]!;
        Assert.Equal($"principal:{((string)first["principal"]!)[6..]}", (string?)last["scope"]);
        Assert.Equal((string?)first["requester"], (string?)last["requester"]);
        Assert.Matches(
            $"^{first["requester"]} and p-[0-9a-f]{{10}}@corp.example asked; login:p-[0-9a-f]{{10}}$",
            (string?)last["reason"]
        );
        AssertNoRealName(answer.ToJsonString());
    }

    [Fact]
    public async Task Records_are_searched_as_they_are_shown_and_an_unknown_type_is_not_found()
    {
        var found = await AskAsync("records", "access-exceptions", "--search", "doc-1 audit");
        var byName = await AskAsync("records", "access-exceptions", "--search", "carol");
        var unknown = await _estate.Terminal().RunAsync("records", "wishes");
        var types = await AskAsync("records");

        Assert.Equal(1, (int?)found["count"]);
        Assert.Equal(0, (int?)byName["count"]);
        Assert.Equal(4, unknown.ExitCode);
        Assert.Contains("access-exceptions, approvals", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(
            [("access-exceptions", 3, 1), ("table-groups", 2, 2)],
            types["types"]!
                .AsArray()
                .Where(type => (int)type!["count"]! > 0)
                .Select(type => ((string)type!["name"]!, (int)type["count"]!, (int)type["now"]!))
        );
    }

    [Fact]
    public async Task An_unknown_zone_is_a_bad_argument()
    {
        var run = await _estate
            .Terminal()
            .RunAsync("import", "--from", _estate.File("more"), "--audit-zone", "Mars/Base");

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("Mars/Base", run.Error, StringComparison.Ordinal);
    }

    private async Task<JsonNode> AskAsync(params string[] args)
    {
        var run = await _estate.Terminal().RunAsync([.. args, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private static void AssertNoRealName(string output) =>
        Assert.All(
            [.. TinyEstate.RealNames, "somebody", "nobody_known", "ghost"],
            name => Assert.DoesNotContain(name, output, StringComparison.OrdinalIgnoreCase)
        );

    private static string Event(string user, string at, string resource, int result) =>
        $$"""{"repoType":3,"reqUser":"{{user}}","evtTime":"{{at}}","access":"SELECT","action":"select","resource":"{{resource}}","resType":"@column","result":{{result}}}"""
        + "\n";
}

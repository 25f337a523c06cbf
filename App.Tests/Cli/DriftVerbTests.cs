using System.Text.Json.Nodes;
using GovernanceDashboard.Tests.Import;

namespace GovernanceDashboard.Tests.Cli;

public sealed class DriftVerbTests
{
    private const string Policies = """
        { "policies": [ { "id": 1, "service": "h", "serviceType": "hive", "name": "orders", "version": 1, "updateTime": 1700000000000,
          "resources": { "database": { "values": ["sales"] }, "table": { "values": ["orders"] }, "column": { "values": ["*"] } },
          "policyItems": [ { "groups": ["g2"], "accesses": [ { "type": "select" } ] } ] } ] }
        """;

    private const string Events = """
        at,kind,target,before,after,actor,ticket
        2026-02-01T10:00:00Z,membership,group:g2,,group:g1,ben,T-1
        2026-02-01T10:40:00Z,membership,group:g2,group:g1,,ben,T-2
        2026-02-10T00:00:00Z,membership,group:g2,,login:ann,ben,T-3
        2026-02-11T00:00:00Z,account,login:cy,enabled,,ben,T-4
        """;

    private static async Task<ImportFixture> EstateAsync()
    {
        var import = HiveEstateFiles
            .Fixture()
            .With("directory/u.json", """{"Resources":[]}""")
            .With("directory/users.csv", "ann,g1,g2\nben,g2\n")
            .With("ranger/policies.json", Policies)
            .With("governance/table-groups.csv", "group,rule\nOrders,sales.*\n")
            .With("governance/change-events.csv", Events)
            .With(
                "governance/log-coverage.csv",
                "scope,channel,from,to,state,reason\nquery:*,changes,2026-01-01T00:00:00Z,,full,\n"
            );
        var report = await import.ImportAsync();
        Assert.Null(report.Failure);
        Assert.DoesNotContain(report.Refused, row => row.File == "governance/change-events.csv");
        return import;
    }

    [Fact]
    public async Task Facts_come_with_their_instants_and_tickets_and_pairs_with_their_severity()
    {
        await using var import = await EstateAsync();

        var run = await new Terminal(import.Data).RunAsync("drift", "--from", "2026-01-15T00:00:00Z", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var answer = JsonNode.Parse(run.Output)!;
        Assert.Equal((1, 0), ((int)answer["pairsGained"]!, (int)answer["pairsLost"]!));
        var cell = Assert.Single(answer["cells"]!.AsArray())!;
        Assert.Equal(
            ("Orders", "Full", 1),
            ((string?)cell["group"], (string?)cell["level"], (int)cell["pairsGained"]!)
        );
        Assert.Equal((0.25, 4.0), ((double)cell["weightGained"]!["low"]!, (double)cell["weightGained"]!["high"]!));
        var facts = answer["facts"]!.AsArray().ToLookup(fact => (string?)fact!["kind"]);
        var nesting = Assert.Single(facts["nesting"])!;
        Assert.Equal("CameAndWent", (string?)nesting["drift"]);
        Assert.Equal("T-1", (string?)nesting["ticket"]);
        Assert.Equal("2026-02-01T10:00:00Z", (string?)nesting["began"]!["at"]);
        Assert.Equal("2026-02-01T10:40:00Z", (string?)nesting["ended"]!["at"]);
        Assert.True((bool)nesting["ended"]!["exact"]!);
        Assert.Equal(["Added T-3"], facts["membership"].Select(fact => $"{fact!["drift"]} {fact["ticket"]}"));
        Assert.Equal(["Removed T-4"], facts["account"].Select(fact => $"{fact!["drift"]} {fact["ticket"]}"));
        Assert.DoesNotContain("ann", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ben", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_forty_minutes_alone_open_the_table_to_the_whole_group()
    {
        await using var import = await EstateAsync();

        var run = await new Terminal(import.Data).RunAsync(
            "drift",
            "--from",
            "2026-02-01T09:59:59.999Z",
            "--to",
            "2026-02-01T10:00:00Z"
        );

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Gained: 1 pair, 1 people, 1 table.", run.Output, StringComparison.Ordinal);
        Assert.Contains("group g1 in group g2", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_between_is_said_and_wrong_instants_are_refused()
    {
        await using var import = await EstateAsync();
        var terminal = new Terminal(import.Data);

        var nothing = await terminal.RunAsync("drift", "--from", "2026-02-20T00:00:00Z");
        var backwards = await terminal.RunAsync(
            "drift",
            "--from",
            "2026-02-20T00:00:00Z",
            "--to",
            "2026-02-01T00:00:00Z"
        );
        var tooEarly = await terminal.RunAsync("drift", "--from", "2025-02-20T00:00:00Z");
        var file = Path.Combine(import.Sources, "drift.csv");
        var written = await terminal.RunAsync("drift", "--csv", file);

        Assert.Contains("Nothing changed.", nothing.Output, StringComparison.Ordinal);
        Assert.Equal((64, 64), (backwards.ExitCode, tooEarly.ExitCode));
        Assert.Contains("Swap the two", backwards.Error, StringComparison.Ordinal);
        Assert.Contains("2026-01-01T00:00:00Z", tooEarly.Error, StringComparison.Ordinal);
        Assert.True(written.ExitCode == 0, written.Error);
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("drift,kind,what,before,after,began_not_before,began_at", lines[0], StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Laterals;
using GovernanceDashboard.Components.Pages.Restarts;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Cli;
using GovernanceDashboard.Tests.Import;

namespace GovernanceDashboard.Tests.Components.Pages.Restarts;

/// <summary>The restart checklist and lateral reach over imported files: the pages' view models and the verbs say the same.</summary>
public sealed class RestartAndLateralTests : IAsyncLifetime
{
    private static readonly CurrentUser s_lead = new("lead", AppRole.IncidentLead);
    private static readonly CurrentUser s_boss = new("boss", AppRole.Executive);

    private readonly ImportFixture _import = new ImportFixture()
        .With("directory/u.csv", "ann,staff\nbob,ops\ncy,none\n")
        .WithRawKeys()
        .With(
            "ranger/p.json",
            """
            { "serviceName": "h", "policies": [
              { "id": 1, "name": "keys", "resources": { "database": { "values": ["raw"] }, "table": { "values": ["*"] }, "column": { "values": ["*"] } }, "policyItems": [
                { "accesses": [ { "type": "select" } ], "groups": ["staff"] },
                { "accesses": [ { "type": "select" } ], "groups": ["ops"], "delegateAdmin": true } ],
                "denyPolicyItems": [ { "accesses": [ { "type": "select" } ], "users": ["bob"] } ] },
              { "id": 2, "name": "other", "resources": { "database": { "values": ["raw"] }, "table": { "values": ["*"] }, "column": { "values": ["*"] } }, "policyItems": [
                { "accesses": [ { "type": "alter" } ], "users": ["cy"], "delegateAdmin": true } ] } ] }
            """
        )
        .With(
            "governance/intended-access.csv",
            "scope,principal_or_rule,purpose,level,approved_by,approval_id,from,to\ndb:raw,login:zed,,,,,2026-01-01,\n"
        )
        .With("governance/data-owners.csv", "scope,identity,team\ndb:raw,ann,Keys\n")
        .With("governance/retention.csv", "scope,days,legal_ground,last_written_column\ndb:raw,100,law,\n")
        .With("governance/log-coverage.csv", "scope,channel,from,to,state,reason\ndb:raw,hive,2020-01-01,,none,off\n")
        .With("governance/table-groups.csv", "group,rule,pin,accountable_exec\nKeys,raw.*,,bob\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _import.FactsAsync();

    public ValueTask DisposeAsync() => _import.DisposeAsync();

    [Fact]
    public async Task A_restart_is_go_only_where_every_gate_is_open_and_what_is_not_known_opens_none()
    {
        using var page = new RestartViewModel(_import.Ask<RestartQuestion>(), _import.Ask<SavedViews>());
        await page.LoadAsync(s_lead, Picture.Newest, RestartChecklist.Whole);

        var gates = page.Answer!.Gates.ToDictionary(gate => gate.Gate);
        Assert.False(page.Answer.IsGo);
        Assert.False(Assert.Single(gates[RestartGate.Commitments].Failed).IsKnown);
        Assert.False(Assert.Single(gates[RestartGate.Capture].Failed).IsKnown);
        Assert.True(gates[RestartGate.Retention].IsOpen && gates[RestartGate.Ownership].IsOpen);
        var logging = Assert.Single(gates[RestartGate.Logging].Failed);
        Assert.Equal("unlogged-sensitive", logging.Rule);
        var owner = (
            await _import.Ask<FindingQuestions>().FindingsAsync(s_lead, Picture.Newest, new(logging.Rule), Token)
        )
            .Rows[0]
            .Owner;
        Assert.Equal(owner!.Reference, logging.Owner);
        // ann reads without being meant to; bob answers for the group.
        var exposure = Assert.Single(gates[RestartGate.Exposure].Failed);
        Assert.True(exposure.IsKnown);
        Assert.StartsWith("Keys: 1 people outside the audience", exposure.Text, StringComparison.Ordinal);
        Assert.StartsWith("p-", exposure.Owner, StringComparison.Ordinal);
        Assert.All(await page.CsvRowsAsync(Token), line => Assert.Equal(RestartLines.Header.Length, line.Count));

        var narrow = new RestartChecklist([RestartGate.Retention, RestartGate.Exposure], MostExposed: 1);
        await page.LoadAsync(s_lead, Picture.Newest, narrow);
        Assert.True(page.Answer!.IsGo);
        await page.SaveAsync("Small");
        Assert.Equal("Small", Assert.Single(page.Saved).Name);
        Assert.Empty(await _import.Ask<SavedViews>().ListAsync(s_lead, Token));

        await page.LoadAsync(s_boss, Picture.Newest, narrow);
        Assert.Equal(ViewState.Refused, page.State);
    }

    [Fact]
    public async Task The_verb_exits_with_2_for_no_go_and_judges_what_was_saved()
    {
        var terminal = new Terminal(_import.Data, []);
        var no = await terminal.RunAsync("restart", "--json");
        Assert.Equal(2, no.ExitCode);
        Assert.Equal("NO-GO", (string?)JsonNode.Parse(no.Output)!["verdict"]);
        Assert.Equal(
            0,
            (
                await terminal.RunAsync("restart", "--gates", "retention,exposure", "--exposed", "1", "--save", "Small")
            ).ExitCode
        );
        var saved = await terminal.RunAsync("restart", "--saved", "Small");
        Assert.Equal(0, saved.ExitCode);
        Assert.StartsWith("GO: all 2 gates are open", saved.Output, StringComparison.Ordinal);
        Assert.Equal(4, (await terminal.RunAsync("restart", "--saved", "Nothing")).ExitCode);
        Assert.Equal(64, (await terminal.RunAsync("restart", "--gates", "moon")).ExitCode);
        Assert.DoesNotContain("bob", no.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gates=capture,exposure&exposed=5&waivers=honoured")]
    [InlineData("gates=commitments")]
    public void A_checklist_is_read_as_it_is_written(string text)
    {
        Assert.Equal(text, RestartChecklist.Parse(text)!.ToString());
        Assert.Null(RestartChecklist.Parse("rule=log-gap"));
        Assert.Null(RestartChecklist.Parse("gates=capture,moon"));
        Assert.Equal(text, Urls.ReadRestart(Urls.Restart(Picture.Newest, RestartChecklist.Parse(text)!)).ToString());
    }

    [Fact]
    public async Task Whoever_administers_a_policy_that_gives_reading_could_come_to_read_its_tables()
    {
        using var page = new LateralViewModel(_import.Ask<EstateQuestions>());
        await page.LoadAsync(s_lead, Picture.Newest, "bob");

        var row = Assert.Single(page.Answer!.Rows);
        Assert.Equal(("raw.keys", 0), (row.Table.ToString(), page.Answer.Direct));
        var path = Assert.Single(row.Paths);
        Assert.Equal(2, path.Hops);
        Assert.Contains(
            "in the group ops, is a delegated administrator of policy 1",
            path.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("bob", path.Text, StringComparison.Ordinal);
        Assert.Equal(LateralLines.Header.Length, Assert.Single(await page.CsvRowsAsync(Token)).Count);

        // Administering what gives no reading is none; whoever reads already has nothing to gain.
        foreach (var other in (string[])["cy", "ann"])
        {
            await page.LoadAsync(s_lead, Picture.Newest, other);
            Assert.Equal(ViewState.Empty, page.State);
        }

        var terminal = new Terminal(_import.Data, []);
        var text = (await terminal.RunAsync("lateral", "bob")).Output;
        Assert.Contains("Not imported", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", text, StringComparison.Ordinal);
        Assert.Equal(4, (await terminal.RunAsync("lateral", "nobody")).ExitCode);
    }
}

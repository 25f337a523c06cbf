using System.Text.Json.Nodes;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Commitments;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Cli;
using GovernanceDashboard.Tests.Import;

namespace GovernanceDashboard.Tests.Components.Pages.Commitments;

/// <summary>The commitments board over imported files, on the page's view model and at the command line.</summary>
public sealed class CommitmentsViewModelTests : IAsyncLifetime
{
    private readonly ImportFixture _import = new ImportFixture()
        .With("directory/u.csv", "ann,staff\nbob,staff\n")
        .WithRawKeys()
        .With(
            "ranger/p.json",
            """
            { "serviceName": "h", "policies": [
              { "id": 1, "resources": { "database": { "values": ["raw"] }, "table": { "values": ["*"] }, "column": { "values": ["*"] } }, "policyItems": [ { "accesses": [ { "type": "select" } ], "groups": ["staff"] } ] } ] }
            """
        )
        .With(
            "governance/approvals.csv",
            "id,kind,scope,approver,purpose,from,to\nA1,class,db:raw,ann,Support,2025-01-01T00:00:00Z,2026-01-01T00:00:00Z\n"
                + "A2,class,table:raw.keys,ann,Marketing,2025-06-01T00:00:00Z,2025-06-11T00:00:00Z\n"
        )
        .With(
            "governance/commitments.csv",
            "id,review,text,check,parameters,scope,from\n"
                + "C1,PIA,Nothing but support,purpose,\"{\"\"purposes\"\":[\"\"Support\"\"]}\",db:raw,2025-02-01T00:00:00Z\n"
                + "C2,PIA,At most five people,audience,\"{\"\"max_people\"\":5}\",db:raw,2025-02-01T00:00:00Z\n"
                + "C3,PIA,Nothing is old,retention,\"{\"\"max_days\"\":5}\",db:raw,2025-02-01T00:00:00Z\n"
        );

    public async ValueTask InitializeAsync() => await _import.FactsAsync();

    public ValueTask DisposeAsync() => _import.DisposeAsync();

    [Fact]
    public async Task Broken_promises_come_first_and_a_state_and_one_promise_can_be_chosen()
    {
        using var page = new CommitmentsViewModel(_import.Ask<FindingQuestions>());
        CurrentUser lead = new("lead", AppRole.IncidentLead);

        await page.LoadAsync(lead, Picture.Newest, new(Commitment: "C2"));
        Assert.Equal(["C1", "C3", "C2"], page.Shown.Select(row => row.Id));
        Assert.Equal("C2", page.Selected?.Id);
        Assert.Equal(
            (1, 1, 1),
            (Count(CommitmentState.Broken), Count(CommitmentState.Unknown), Count(CommitmentState.Kept))
        );
        Assert.Equal(
            ["2025-02-01 0 1 2", "2025-06-01 1 1 1", "2025-06-11 0 1 2"],
            page.History.Select(one => $"{one.From:yyyy-MM-dd} {one.Broken} {one.Unknown} {one.Kept}")
        );

        await page.LoadAsync(
            lead,
            Picture.Newest,
            Urls.ReadCommitments(Urls.Commitments(Picture.Newest, new("unknown")))
        );
        Assert.Equal("C3", Assert.Single(page.Shown).Id);
        var line = Assert.Single(await page.CsvRowsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(CommitmentLines.Header.Length, line.Count);
        Assert.Equal(ViewState.Ready, page.Rows.State);

        await page.LoadAsync(new("boss", AppRole.Executive), Picture.Newest, new());
        Assert.Equal(ViewState.Refused, page.Rows.State);

        int Count(CommitmentState state) => page.Answer!.Count(state);
    }

    [Fact]
    public async Task The_verb_says_the_same_with_first_date_days_out_and_history()
    {
        var terminal = new Terminal(_import.Data, []);

        var answer = JsonNode.Parse((await terminal.RunAsync("commitments", "--json")).Output)!;
        var broken = answer["commitments"]![0]!;
        Assert.Equal(
            ("C1", "Broken", "2025-06-01T00:00:00Z", 10),
            ((string?)broken["id"], (string?)broken["state"], (string?)broken["firstBroken"], (int?)broken["daysOut"])
        );
        Assert.Equal(3, answer["history"]!.AsArray().Count);

        var text = (await terminal.RunAsync("commitments", "--history")).Output;
        Assert.Contains("3 commitments, 1 broken, 1 unknown", text, StringComparison.Ordinal);
        Assert.Contains("2025-06-11T00:00:00Z", text, StringComparison.Ordinal);
    }
}

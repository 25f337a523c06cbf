using System.Text.Json.Nodes;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Costs;
using GovernanceDashboard.Components.Pages.Discovery;
using GovernanceDashboard.Components.Pages.FlowLists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Cli;
using GovernanceDashboard.Tests.Import;

namespace GovernanceDashboard.Tests.Components.Pages.Costs;

/// <summary>Costs, what is only discoverable, and flows over imported files: the pages' view models and the verbs say the same.</summary>
public sealed class CostsFlowsAndDiscoveryTests : IAsyncLifetime
{
    private readonly ImportFixture _import = new ImportFixture()
        .With("directory/u.csv", "ann,staff\nbob,ops\n")
        .WithRawKeys()
        .With(
            "ranger/p.json",
            """
            { "serviceName": "h", "policies": [
              { "id": 1, "resources": { "database": { "values": ["raw"] }, "table": { "values": ["*"] }, "column": { "values": ["*"] } }, "policyItems": [
                { "accesses": [ { "type": "select" } ], "groups": ["staff"] }, { "accesses": [ { "type": "alter" } ], "groups": ["ops"] } ] } ] }
            """
        )
        .With("governance/costs.csv", "scope,bytes,rate_per_gb_month,currency\ndb:raw,2000000000,0.25,eur\n")
        .With(
            "governance/flows.csv",
            "id,name,purpose,lawful_basis,allowed_fields,notice_version,state,state_from,jurisdictions,assessment_due,assessed_at,residual_risk,signed_off_by,consent\n"
                + "F,Keys,training,consent,typed_text,N-1,running,2025-01-01,US,2035-01-01,2025-01-01,low,ann,opt-out\n"
                + "G,More,training,,typed_text,N-1,running,2025-01-01,,2035-01-01,2025-01-01,low,,opt-out\n"
        );

    private static readonly CurrentUser s_lead = new("lead", AppRole.IncidentLead);
    private static readonly CurrentUser s_boss = new("boss", AppRole.Executive);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _import.FactsAsync();

    public ValueTask DisposeAsync() => _import.DisposeAsync();

    [Fact]
    public async Task Costs_are_told_in_their_currency_and_unused_is_not_proven_without_logs()
    {
        using var page = new CostsViewModel(_import.Ask<FindingQuestions>());

        await page.LoadAsync(s_boss, Picture.Newest, new(ShowsTables: true));
        var total = Assert.Single(page.Answer!.Standing.Totals);
        Assert.Equal("0.50 EUR a month", CostLines.Money(total.Figures?.Whole, total.Currency));
        Assert.Equal("0.00 to 0.50", CostLines.Amount(total.Figures?.Avoidable));
        Assert.Contains(page.Gaps, gap => gap.Contains("not all use of them was logged", StringComparison.Ordinal));
        var line = Assert.Single(await page.CsvRowsAsync(Token));
        Assert.Equal(page.CsvHeader.Count, line.Count);
        await page.LoadAsync(s_boss, Picture.Newest, new());
        Assert.Equal(page.CsvHeader.Count, Assert.Single(await page.CsvRowsAsync(Token)).Count);

        var answer = JsonNode.Parse((await new Terminal(_import.Data, []).RunAsync("costs", "--json")).Output)!;
        Assert.Equal(0.5, (double)answer["totals"]![0]!["figures"]!["cost"]!["low"]!);
        Assert.Equal(5, answer["formulas"]!.AsArray().Count);
    }

    [Fact]
    public async Task Who_sees_and_cannot_query_is_listed_by_table_and_by_person()
    {
        using var page = new DiscoverableViewModel(_import.Ask<EstateQuestions>());
        await page.LoadAsync(s_lead, Picture.Newest, new());

        var table = Assert.Single(page.Answer!.Tables);
        Assert.Equal(("raw.keys", 1, 1), (table.Table.ToString(), (int)table.People.High, table.Readers));
        var bob = Assert.Single(page.Answer.People).Person.Reference;
        Assert.Equal(page.CsvHeader.Count, Assert.Single(await page.CsvRowsAsync(Token)).Count);

        var terminal = new Terminal(_import.Data, []);
        var people = (await terminal.RunAsync("discoverable", "db:raw", "--people")).Output;
        Assert.Contains(bob, people, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", people, StringComparison.Ordinal);
        Assert.Equal(4, (await terminal.RunAsync("discoverable", "db:nope")).ExitCode);

        await page.LoadAsync(s_boss, Picture.Newest, new());
        Assert.Equal(ViewState.Refused, page.State);
    }

    [Fact]
    public async Task A_flows_gaps_are_findings_and_records_that_are_on_no_file()
    {
        using var page = new FlowsViewModel(_import.Ask<FindingQuestions>());
        await page.LoadAsync(s_lead, Picture.Newest, "G");

        Assert.Equal(["G", "F"], page.Answer!.Rows.Select(row => row.Id));
        Assert.Equal(
            ["assessment-overdue", "lawful-basis-missing", null],
            page.Selected!.Gaps.Select(gap => gap.Rule)
                .Order(
                    Comparer<string?>.Create(
                        (one, other) =>
                            one is null ? 1
                            : other is null ? -1
                            : string.CompareOrdinal(one, other)
                    )
                )
        );
        Assert.Equal("No jurisdiction is on file.", page.Selected.Gaps[^1].Text);
        Assert.Empty(page.Answer.Rows[1].Gaps);

        var text = (await new Terminal(_import.Data, []).RunAsync("flows")).Output;
        Assert.Contains("2 flows, 3 gaps in 1 of them", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", text, StringComparison.Ordinal);
    }
}

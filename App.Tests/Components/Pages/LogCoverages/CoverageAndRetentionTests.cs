using System.Text.Json.Nodes;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.LogCoverages;
using GovernanceDashboard.Components.Pages.Retention;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Cli;
using GovernanceDashboard.Tests.Import;

namespace GovernanceDashboard.Tests.Components.Pages.LogCoverages;

/// <summary>Log coverage and retention over imported files: the pages' view models, the verbs and the findings say the same.</summary>
public sealed class CoverageAndRetentionTests : IAsyncLifetime
{
    private static readonly CurrentUser s_lead = new("lead", AppRole.IncidentLead);
    private static readonly CurrentUser s_boss = new("boss", AppRole.Executive);
    private static readonly DateTimeOffset s_now = ImportFixture.TakenAt;

    private readonly ImportFixture _import = new ImportFixture()
        .With("directory/u.csv", "ann,staff\nbob,ops\n")
        .With("hive/DBS.csv", "DB_ID,NAME\n1,raw\n2,free\n")
        .With(
            "hive/TBLS.csv",
            "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n10,1,keys,MANAGED_TABLE,5\n11,1,more,MANAGED_TABLE,5\n12,1,late,MANAGED_TABLE,5\n13,2,loose,MANAGED_TABLE,5\n"
        )
        .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n5,5,hdfs://n/a\n")
        .With("hive/COLUMNS_V2.csv", "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n5,typed_text,string,0\n")
        .With(
            "ranger/p.json",
            """
            { "serviceName": "h", "policies": [
              { "id": 1, "resources": { "database": { "values": ["raw"] }, "table": { "values": ["*"] }, "column": { "values": ["*"] } }, "policyItems": [
                { "accesses": [ { "type": "select" } ], "groups": ["staff"] } ] } ] }
            """
        )
        .With(
            "governance/log-coverage.csv",
            $"scope,channel,from,to,state,reason\ndb:raw,hive,{Day(-400)},,full,\ntable:raw.keys,hive,{Day(-4)},,none,switched off by ann\n"
        )
        .With("governance/retention.csv", "scope,days,legal_ground,last_written_column\ndb:raw,100,law,\n")
        .With(
            "governance/subjects.csv",
            "table,subject,jurisdiction,first_at,last_at,rows\n"
                + $"raw.keys,ann,US,{Day(-120)},{Day(-110)},7\nraw.keys,bob,US,{Day(-101)},{Day(-1)},50\n"
                + $"raw.more,ann,US,{Day(-60)},{Day(-1)},9\n"
        );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _import.FactsAsync();

    public ValueTask DisposeAsync() => _import.DisposeAsync();

    [Fact]
    public async Task Coverage_is_told_by_channel_and_day_and_what_is_unlogged_has_its_finding()
    {
        using var page = new CoverageViewModel(_import.Ask<RecordQuestions>());
        await page.LoadAsync(s_boss, Picture.Newest, new(Scope: "db:raw", From: Day(-10), Row: "hive raw.keys"));

        Assert.Equal(ViewState.Ready, page.State);
        var keys = page.Selected!;
        Assert.Equal(("raw.keys", 1), (keys.Scope, keys.Tables.Length));
        Assert.Contains(
            keys.Stretches,
            stretch => stretch.State == LoggedState.None && stretch.From == s_now.AddDays(-4)
        );
        Assert.DoesNotContain(keys.Reasons, reason => reason.Contains("ann", StringComparison.Ordinal));
        var rest = page.Answer!.Rows.Single(row => row.Channel == AccessChannel.Hive && row != keys);
        Assert.Equal((2, rest.Days.Length), (rest.Tables.Length, rest.Of(LoggedState.Full)));
        Assert.All(
            page.Answer.Rows.Where(row => row.Channel == AccessChannel.Files),
            row => Assert.Equal(row.Days.Length, row.Of(LoggedState.Unknown))
        );
        Assert.NotEmpty(page.Axis);
        Assert.Equal(
            page.CsvHeader.Count,
            (await page.CsvRowsAsync(Token)).Select(line => line.Count).Distinct().Single()
        );

        // Whatever is declared of the whole database: a gap that anybody declares counts.
        var findings = await _import
            .Ask<FindingQuestions>()
            .FindingsAsync(s_lead, Picture.Newest, new("unlogged-sensitive"), Token);
        var unlogged = Assert.Single(page.Answer.Unlogged);
        Assert.Equal("raw.keys", unlogged.Table.ToString());
        Assert.Contains(findings.Rows, row => row.Id == unlogged.Finding && row.Amount == 1);

        await page.LoadAsync(s_boss, Picture.Newest, new(From: "yesterday"));
        Assert.NotNull(page.Refusal);
    }

    [Fact]
    public async Task The_verb_says_the_same_in_all_its_forms()
    {
        var terminal = new Terminal(_import.Data, []);
        var answer = JsonNode.Parse(
            (await terminal.RunAsync("coverage", "table:raw.keys", "--from", Day(-10), "--json")).Output
        )!;
        var hive = answer["rows"]!.AsArray().Single(row => (string?)row!["channel"] == "hive")!;
        Assert.Equal("none", (string?)hive["stretches"]!.AsArray()[^1]!["state"]);
        Assert.Equal("raw.keys", (string?)answer["unlogged"]![0]!["table"]);
        Assert.Contains(
            "switched off by p-",
            (await terminal.RunAsync("coverage", "--unlogged")).Output,
            StringComparison.Ordinal
        );
        Assert.Equal(4, (await terminal.RunAsync("coverage", "db:nope")).ExitCode);
        Assert.Equal(4, (await terminal.RunAsync("coverage", "principal:ann")).ExitCode);
        Assert.Equal(64, (await terminal.RunAsync("coverage", "--days")).ExitCode);
    }

    [Fact]
    public async Task Deadlines_come_most_urgent_first_and_what_is_not_known_is_no_deadline()
    {
        using var page = new RetentionViewModel(_import.Ask<RecordQuestions>());
        await page.LoadAsync(s_lead, Picture.Newest, new());

        Assert.Equal(
            [
                ("raw.keys", RetentionState.Overdue, 20),
                ("raw.more", RetentionState.Within60, 40),
                ("free.loose", RetentionState.NoRule, null),
                ("raw.late", RetentionState.AgeUnknown, null),
            ],
            page.Answer!.Rows.Select(row => (row.Table.ToString(), row.State, row.Days))
        );
        var keys = page.Answer.Rows[0];
        Assert.Equal((2, new MeasureRange(8, 57)), (keys.Late!.Value.High, keys.LateRows!.Value));
        var findings = await _import.Ask<FindingQuestions>().FindingsAsync(s_lead, Picture.Newest, new(), Token);
        Assert.Equal(20, Assert.Single(findings.Rows, row => row.Id == keys.Finding).Amount);
        Assert.Contains(findings.Rows, row => row.Id == page.Answer.Rows[2].Finding);

        await page.LoadAsync(s_lead, Picture.Newest, new(State: "overdue"));
        var line = Assert.Single(await page.CsvRowsAsync(Token));
        Assert.Equal(RetentionLines.Header.Length, line.Count);

        // Of one to four people a wide audience is told no more than that.
        await page.LoadAsync(s_boss, Picture.Newest, new());
        Assert.Equal(new MeasureRange(1, 4), page.Answer!.Rows[0].Late);
        Assert.Null(page.Answer.LateSubjects);

        var terminal = new Terminal(_import.Data, []);
        var answer = JsonNode.Parse((await terminal.RunAsync("retention", "--state", "60", "--json")).Output)!;
        Assert.Equal((1, 40), ((int)answer["count"]!, (int)answer["tables"]![0]!["daysLeft"]!));
        Assert.Contains(
            "20 days overdue",
            (await terminal.RunAsync("retention", "db:raw")).Output,
            StringComparison.Ordinal
        );
        Assert.Equal(64, (await terminal.RunAsync("retention", "--state", "soon")).ExitCode);
    }

    private static string Day(int days) => UtcText.Of(s_now.AddDays(days));
}

using System.Text.Json.Nodes;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Tests.Import;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>findings over an estate imported from files: one flow that captured during a pause, no owners, one waiver.</summary>
public sealed class FindingsVerbTests : IAsyncLifetime
{
    private readonly ImportFixture _import = new ImportFixture()
        .With("directory/u.csv", "ann,staff\nbob,eng\n")
        .With(
            "ranger/p.json",
            """
            { "serviceName": "h", "policies": [
              { "id": 1, "resources": { "database": { "values": ["raw"] }, "table": { "values": ["keys"] }, "column": { "values": ["*"] } }, "policyItems": [ { "accesses": [ { "type": "select" } ], "users": ["ann"] } ] } ] }
            """
        )
        .With("hive/DBS.csv", "DB_ID,NAME\n1,raw\n2,lab\n")
        .With(
            "hive/TBLS.csv",
            "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n10,1,keys,MANAGED_TABLE,5\n11,2,notes,MANAGED_TABLE,6\n"
        )
        .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n5,5,hdfs://n/a\n6,6,hdfs://n/b\n")
        .With(
            "hive/COLUMNS_V2.csv",
            "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n5,typed_text,string,0\n6,text,string,0\n"
        )
        .With(
            "governance/pauses.csv",
            "subject,flow,from,to,kind\nann,F,2026-01-02T00:00:00Z,2026-01-03T00:00:00Z,opt-out\n"
        )
        .With(
            "governance/captures.csv",
            "flow,table,subject,from,to,rows\nF,raw.keys,ann,2026-01-02T05:00:00Z,2026-01-02T06:00:00Z,17\n"
        )
        .With(
            "governance/waivers.csv",
            "id,finding_rule,scope,reason,requester,approver,from,to\nW1,table-without-owner,db:raw,soon,ann,bob,2025-01-01T00:00:00Z,2027-01-01T00:00:00Z\nW2,table-without-owner,db:lab,late,ann,bob,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z\n"
        );

    private Terminal Terminal => new(_import.Data, []);

    public async ValueTask InitializeAsync() => await _import.FactsAsync();

    public ValueTask DisposeAsync() => _import.DisposeAsync();

    [Fact]
    public async Task A_finding_names_rule_subjects_time_and_amount_and_nobody_by_name()
    {
        var answer = await AskAsync("--rule", "capture-during-pause");

        var finding = Assert.Single(answer["findings"]!.AsArray())!;
        var ann = (string)JsonNode.Parse((await Terminal.RunAsync("what", "ann", "--json")).Output)!["principal"]!;
        Assert.Equal(
            [$"login:{ann}", "flow:F", "table:raw.keys"],
            finding["subjects"]!.AsArray().Select(subject => (string?)subject)
        );
        Assert.Equal(
            ("2026-01-02T05:00:00Z", "2026-01-02T06:00:00Z"),
            ((string?)finding["from"], (string?)finding["to"])
        );
        Assert.Equal((17, "rows"), ((int?)finding["amount"], (string?)finding["unit"]));
        Assert.Equal($"Flow F wrote 17 rows of {ann} into raw.keys during an opt-out.", (string?)finding["statement"]);
    }

    [Fact]
    public async Task A_waiver_in_force_stands_beside_its_finding_and_one_that_ended_does_not()
    {
        var answer = await AskAsync("--rule", "table-without-owner");

        Assert.Equal(
            [("db:lab", null), ("db:raw", "W1")],
            answer["findings"]!
                .AsArray()
                .Select(finding => ((string)finding!["subjects"]!.AsArray().Single()!, (string?)finding["waiver"]))
                .OrderBy(finding => finding.Item1, StringComparer.Ordinal)
        );
        Assert.Equal(1, (int?)answer["waived"]);
        Assert.Equal((int?)answer["total"], answer["rules"]!.AsArray().Sum(rule => (int)rule!["findings"]!));
        Assert.Equal(FindingRules.All.Length, answer["rules"]!.AsArray().Count);
    }

    [Fact]
    public async Task Severe_findings_come_first_and_a_filter_leaves_the_totals()
    {
        var (all, high) = (await AskAsync(), await AskAsync("--severity", "High"));

        var severities = all["findings"]!
            .AsArray()
            .Select(finding => Enum.Parse<FindingSeverity>((string)finding!["severity"]!))
            .ToArray();
        Assert.Equal(severities.OrderDescending(), severities);
        Assert.Equal(severities.Count(severity => severity >= FindingSeverity.High), (int?)high["count"]);
        Assert.Equal((int?)all["total"], (int?)high["total"]);
    }

    [Fact]
    public async Task An_unknown_rule_is_not_found()
    {
        var run = await Terminal.RunAsync("findings", "--rule", "no-such-rule");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("There is no rule 'no-such-rule'", run.Error, StringComparison.Ordinal);
    }

    private async Task<JsonNode> AskAsync(params string[] args)
    {
        var run = await Terminal.RunAsync(["findings", .. args, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }
}

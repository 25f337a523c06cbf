using System.Globalization;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Estate;

/// <summary>Coverage that nobody declares and the logs' numbers show is the same for the ledger's proof, the metrics and the findings.</summary>
public sealed class DerivedCoverageTests
{
    private static readonly CurrentUser s_dora = new("dora", AppRole.Dpo);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // number 1 lies in no file
    public async Task Proof_metrics_and_findings_go_by_the_same_coverage(bool isWhole)
    {
        await using var import = new ImportFixture()
            .With("directory/u.csv", "ann,staff\nbob,staff\n")
            .With(
                "ranger/p.json",
                """
                { "serviceName": "h", "serviceDef": { "name": "hive" }, "policies": [
                  { "id": 1, "resources": { "database": { "values": ["raw"] }, "table": { "values": ["*"] }, "column": { "values": ["*"] } },
                    "policyItems": [ { "accesses": [ { "type": "select" } ], "groups": ["staff"] } ] } ] }
                """
            )
            .With("hive/DBS.csv", "DB_ID,NAME\n1,raw\n")
            .With(
                "governance/intended-access.csv",
                "scope,principal_or_rule,purpose,level,approved_by,approval_id,from,to\ndb:raw,login:zed,,,,,2026-01-01,\n"
            )
            .With("governance/log-coverage.csv", "scope,channel,from,to,state,reason\ndb:raw,files,,,full,\n")
            .With("hive/TBLS.csv", "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n10,1,keys,MANAGED_TABLE,5\n")
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n5,5,hdfs://n/a\n")
            .With("hive/COLUMNS_V2.csv", "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n5,typed_text,string,0\n");
        await import.FactsAsync();
        import.With(
            "audit/hiveServer2/20260301/a.log",
            Event(0, day: 0.5) + Event(isWhole ? 1 : 2, day: 4) + Event(isWhole ? 2 : 3, day: 9.5)
        );
        await import.FactsAsync(day: 10);
        await using var services = Services(import);
        var (from, to) = (ImportFixture.TakenAt.AddDays(1), ImportFixture.TakenAt.AddDays(9));
        var questions = services.GetRequiredService<EstateQuestions>();
        var progress = new Progress<WorkProgress>();

        var exposure = await questions.ExposureAsync(
            s_dora,
            Picture.Newest,
            "table:raw.keys",
            from,
            to,
            progress,
            Token
        );
        var metrics = await questions.MetricsAsync(
            s_dora,
            Picture.Newest,
            new("table:raw.keys", LookBack: (from, to)),
            progress,
            Token
        );
        var findings = await services
            .GetRequiredService<FindingQuestions>()
            .FindingsAsync(s_dora, Picture.Newest, new("unlogged-sensitive"), Token);

        Assert.Equal(isWhole, exposure.CoverageNote is not null);
        Assert.Equal(exposure.CoverageNote, metrics.LookBack.CoverageNote);
        Assert.Equal(isWhole ? 0 : 1, exposure.Gross.Proof.People.Unknown);
        Assert.Equal(isWhole ? (1, 1, 0) : (1, 0, 1), Counts(metrics));
        Assert.Equal(isWhole ? 0 : 1, findings.Rows.Length);
    }

    private static (long, long, long) Counts(MetricsAnswer answer)
    {
        var pairs = answer.LookBack.Use!.Pairs;
        return (pairs.Used, pairs.ProvenUnused, pairs.Unknown);
    }

    private static string Event(int number, double day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"repoType":3,"repo":"h","reqUser":"ann","evtTime":"{{ImportFixture.TakenAt.AddDays(
                day
            ):yyyy-MM-dd HH:mm:ss.fff}}","access":"SELECT","action":"select","resource":"raw/keys/typed_text","resType":"@column","result":1,"policy":1,"seq_num":{{number}},"id":"w-{{number}}","agentHost":"h1","logType":"RangerAudit"}

            """
        );

    private static ServiceProvider Services(ImportFixture import)
    {
        var configuration = new ConfigurationBuilder().Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddGovernance(configuration, new DataFolder(import.Data))
            .BuildServiceProvider();
    }
}

using GovernanceDashboard.Components.Pages.Timelines;
using GovernanceDashboard.Data;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Components.Pages.Timelines;

public sealed class TimelineViewModelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_opens_at_the_end_of_the_axis_with_what_is_open_there()
    {
        await using var import = new ImportFixture()
            .With("hive/DBS.csv", "DB_ID,NAME\n1,d\n")
            .With("hive/TBLS.csv", "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n1,1,t,MANAGED_TABLE,1\n")
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n1,1,\n")
            .With("directory/users.csv", "ann,g1\nben,g1,g2\n")
            .With(
                "ranger/policies.json",
                """
                { "policies": [ { "id": 1, "service": "h", "serviceType": "hive", "name": "p", "version": 1, "updateTime": 1764547200000,
                  "resources": { "database": { "values": ["d"] }, "table": { "values": ["*"] }, "column": { "values": ["*"] } },
                  "policyItems": [ { "groups": ["g1"], "accesses": [ { "type": "select", "isAllowed": true } ] } ] } ] }
                """
            )
            .With("governance/intended-access.csv", "scope,principal_or_rule\ntable:d.t,group:g2\n")
            .With("governance/change-events.csv", "at,kind,target,before,after,actor,ticket\n")
            .With(
                "governance/log-coverage.csv",
                "scope,channel,from,to,state,reason\nquery:*,changes,2026-01-01T00:00:00Z,,full,whole\n"
            );
        Assert.NotNull((await import.ImportAsync()).Snapshot);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGovernance(new ConfigurationBuilder().Build(), new DataFolder(import.Data));
        await using var provider = services.BuildServiceProvider();
        using var moved = new SemaphoreSlim(0);
        using var page = new TimelineViewModel(
            provider.GetRequiredService<EstateQuestions>(),
            provider.GetRequiredService<JobBoard>(),
            () => moved.Release()
        );

        page.Load(new("lead", AppRole.IncidentLead), Picture.Newest, new("table:d.t"));
        Assert.Null(page.At);
        while (page.Run.Status is { State: JobState.Running })
        {
            Assert.True(await moved.WaitAsync(TimeSpan.FromSeconds(60), Token));
        }

        Assert.Equal(ImportFixture.TakenAt, page.At);
        var open = Assert.Single(page.Open);
        Assert.Equal((true, 1, null), (open.IsSure, open.People, open.To));
        await page.AskAsync();
        Assert.Equal(ImportFixture.TakenAt, page.Shown);
    }
}

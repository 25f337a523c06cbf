using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import.Lineage;

public sealed class DashboardRowsTests
{
    [Fact]
    public async Task Dashboards_have_an_audience_of_their_own_or_an_unknown_one()
    {
        await using var import = new ImportFixture().With(
            "governance/dashboards.csv",
            """
            id,name,reads,audience
            pulse,Team pulse,raw.keys;HR.Staff,group:managers
            pulse,,,login:ann;group:managers
            open,Open,raw.keys,everyone
            closed,,,nobody
            unknown,,raw.keys,
            bad,,notatable,
            bad,,,ann
            open,Another name,raw.keys,
            """
        );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(["closed", "open", "pulse", "unknown"], facts.Dashboards.Select(found => found.Id));
        var pulse = facts.Dashboards[2];
        Assert.Equal("Team pulse", pulse.Name);
        Assert.Equal([new("hr", "staff"), new TableName("raw", "keys")], pulse.Reads);
        Assert.Equal([PrincipalId.Login("ann"), PrincipalId.Group("managers")], pulse.Audience!.Value);
        Assert.Equal([PrincipalId.Everyone], facts.Dashboards[1].Audience!.Value);
        Assert.Empty(facts.Dashboards[0].Audience!.Value);
        Assert.Null(facts.Dashboards[3].Audience);
        Assert.Equal(4, facts.LineageEdges.Length);
        Assert.All(facts.LineageEdges, edge => Assert.Equal(LineageKind.Serve, edge.Kind));
        Assert.Contains(
            "1 dashboards of governance/dashboards.csv name no table that they read: whom they show what is not known.",
            report.Warnings
        );
        Assert.Equal([7L, 8L, 9L], report.Refused.Select(row => row.Line));
    }
}

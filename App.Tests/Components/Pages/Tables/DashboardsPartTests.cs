using Bunit;
using GovernanceDashboard.Access;
using GovernanceDashboard.Cli;
using GovernanceDashboard.Components.Pages.People;
using GovernanceDashboard.Components.Pages.Tables;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Tests.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace GovernanceDashboard.Tests.Components.Pages.Tables;

/// <summary>What dashboards let through, as the pages of a table and a person show it.</summary>
public sealed class DashboardsPartTests(DashboardEstate estate) : ComponentTest, IClassFixture<DashboardEstate>
{
    private readonly EstateQuestions _questions = VerbServices
        .Over(estate.Data, new ConfigurationBuilder().Build())
        .GetRequiredService<EstateQuestions>();

    [Fact]
    public async Task A_table_lists_the_dashboards_over_it_and_an_unknown_audience_as_unknown()
    {
        using var page = new TableViewModel(_questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new(new("sales", "orders"), "views"));
        ComponentFactories.AddStub<ViewReadersGrid>();
        var part = Render<TableViewsPart>(parameters => parameters.Add(it => it.Answer, page.Views.Answer!));

        var rows = part.FindAll("table:has(caption:contains('Dashboards')) tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Matches(@"^Pulse of p-\w{10}\s+Through\s+open\.totals\s*2\s*2$", rows[0].TextContent.Trim());
        Assert.Matches(@"^Orders\s+Directly\s*(\D+)\s*\1$", rows[1].TextContent.Trim());
    }

    [Fact]
    public async Task A_person_lists_what_only_dashboards_show()
    {
        using var page = new PersonViewModel(_questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, "cy");

        page.Show(page.Filter with { OnlyChannel = AccessChannels.Dashboard });
        var rows = (await page.Tables.FetchAsync(0, 9, TestContext.Current.CancellationToken)).Rows;
        Assert.Equal(["open.totals", "sales.orders"], rows.Select(row => row.Table.Name.ToString()));
        Assert.All(rows, row => Assert.Equal((AccessLevel.None, false), (row.Level, row.IsLevelKnown)));
    }
}

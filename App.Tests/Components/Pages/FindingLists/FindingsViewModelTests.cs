using GovernanceDashboard.Cli;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.FindingLists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Tests.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Components.Pages.FindingLists;

public sealed class FindingsViewModelTests(TinyEstate estate) : IClassFixture<TinyEstate>
{
    private readonly FindingQuestions _questions = VerbServices
        .Over(estate.Data, new ConfigurationBuilder().Build())
        .GetRequiredService<FindingQuestions>();

    [Fact]
    public async Task Filters_stand_in_the_address_and_the_totals_stay()
    {
        using var page = new FindingsViewModel(_questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new());
        var all = page.Answer!.Rows.Length;

        await page.LoadAsync(
            SmallEstate.Lead,
            Picture.Newest,
            Urls.ReadFindings(Urls.Findings(Picture.Newest, new("unlogged-sensitive", "low", "telemetry")))
        );

        Assert.True(page.IsFiltered);
        var row = Assert.Single(page.Answer!.Rows);
        Assert.Equal("unlogged-sensitive", row.Rule.Id);
        Assert.Equal(all, page.Answer.Total);
        var line = Assert.Single(await page.CsvRowsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(FindingsViewModel.CsvHeader.Count, line.Count);
    }

    [Fact]
    public async Task Filters_that_nothing_fits_leave_an_empty_state_that_says_so()
    {
        using var page = new FindingsViewModel(_questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new(Search: "there-is-no-such-word"));

        Assert.Equal((ViewState.Empty, "No finding fits these filters."), (page.Rows.State, page.Rows.Message));
    }
}

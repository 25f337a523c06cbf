using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Catalog;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Pages.Catalog;

public sealed class EstateViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>
{
    [Fact]
    public async Task All_tables_are_listed_with_the_values_that_filters_offer()
    {
        using var page = await ShownAsync(TableQuery.Everything);

        Assert.Equal(3, page.Tables.Answer!.Total);
        Assert.Equal(["hr", "raw"], page.Databases);
        Assert.Equal(["KEYSTROKES"], page.Classes);
        Assert.Equal(["HR", "Raw"], page.Groups);
        Assert.False(page.IsFiltered);
    }

    [Fact]
    public async Task A_query_that_fits_nothing_is_the_empty_state()
    {
        using var page = await ShownAsync(new TableQuery(Search: "nowhere"));

        Assert.Equal(ViewState.Empty, page.Tables.State);
        Assert.True(page.IsFiltered);
    }

    [Fact]
    public async Task A_role_that_may_not_browse_is_refused()
    {
        using var page = new EstateViewModel(estate.Questions);

        await page.LoadAsync(new CurrentUser("reporter", AppRole.Reporter), Picture.Newest, TableQuery.Everything);

        Assert.Equal(ViewState.Refused, page.Tables.State);
    }

    [Fact]
    public async Task A_filter_asked_for_while_the_first_list_loads_still_gets_its_filter_values()
    {
        using var page = new EstateViewModel(estate.Questions);

        var first = page.LoadAsync(SmallEstate.Lead, Picture.Newest, TableQuery.Everything);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new TableQuery(Label: "unknown"));
        await first;

        Assert.Equal(2, page.Tables.Answer!.Total);
        Assert.Equal(["HR", "Raw"], page.Groups);
    }

    [Fact]
    public async Task The_csv_holds_the_filtered_list_and_says_unknown_of_the_unclassified()
    {
        using var page = await ShownAsync(new TableQuery(Database: "hr"));

        var rows = await page.CsvRowsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["hr.old", "hr.pay"], rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.Equal("unknown", row[2]));
        Assert.All(rows, row => Assert.Equal(EstateViewModel.CsvHeader.Count, row.Count));
    }

    [Fact]
    public async Task Selecting_a_table_brings_its_details()
    {
        using var page = await ShownAsync(TableQuery.Everything);

        await page.SelectAsync(SmallEstate.Pay);

        Assert.Equal(1, page.DetailOf(SmallEstate.Pay)!.FullPeople);
        Assert.Null(page.DetailOf(SmallEstate.Keys));
    }

    private async Task<EstateViewModel> ShownAsync(TableQuery query)
    {
        var page = new EstateViewModel(estate.Questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, query);
        return page;
    }
}

using GovernanceDashboard.Access;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Tables;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Tests.Components.Pages.Tables;

public sealed class TableViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>
{
    [Theory]
    [InlineData(null, null, TableTab.Readers)]
    [InlineData(null, "p-1", TableTab.Why)]
    [InlineData("columns", "p-1", TableTab.Columns)]
    [InlineData("nonsense", null, TableTab.Readers)]
    [InlineData("70", null, TableTab.Readers)]
    public void The_address_says_which_tab_is_open(string? tab, string? person, TableTab expected)
    {
        Assert.Equal(expected, TableViewModel.TabOf(new TableAddress(SmallEstate.Keys, tab, null, person)));
    }

    [Fact]
    public async Task Readers_are_listed_by_pseudonym()
    {
        using var page = await ShownAsync(new(SmallEstate.Keys));

        Assert.Equal(3, page.Who.Answer!.People);
        Assert.Equal(3, page.Readers.Total);
        var rows = await page.CsvRowsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell is "ann" or "ben" or "cem");
    }

    [Fact]
    public async Task A_table_that_nobody_reads_has_an_empty_reader_list()
    {
        using var page = await ShownAsync(new(new TableName("hr", "old")));

        Assert.Equal(ViewState.Empty, page.Who.State);
        Assert.Equal(ViewState.Ready, page.Detail.State);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_empty_and_says_so()
    {
        using var page = await ShownAsync(new(new TableName("hr", "nothing")));

        Assert.Equal(ViewState.Empty, page.Detail.State);
        Assert.Contains("hr.nothing", page.Detail.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_explanation_of_a_reader_draws_the_chain()
    {
        using var page = await ShownAsync(new(SmallEstate.Pay, Person: estate.ReferenceOf("ann")));

        var opinion = Assert.Single(page.Why.Answer!.Deciding);
        Assert.Equal(AccessLevel.Full, page.Why.Answer.Level);
        Assert.Equal([estate.ReferenceOf("ann"), "hr"], opinion.Chain.Select(link => link.Reference));
    }

    [Fact]
    public async Task A_login_that_is_typed_becomes_a_pseudonym_and_gets_its_why_not()
    {
        using var page = await ShownAsync(new(SmallEstate.Pay));

        var reference = await page.FindPersonAsync(" ben ");

        Assert.Equal(estate.ReferenceOf("ben"), reference);
        Assert.Equal(AccessLevel.None, page.Why.Answer!.Level);
        Assert.NotNull(page.Why.Answer.WhyNot);
    }

    [Fact]
    public async Task A_person_who_is_not_there_is_said_on_the_explanations_tab()
    {
        using var page = await ShownAsync(new(SmallEstate.Pay));

        Assert.Null(await page.FindPersonAsync("nobody"));
        Assert.Equal((TableTab.Why, ViewState.Empty), (page.Tab, page.Why.State));
    }

    [Fact]
    public async Task Policies_that_reach_the_table_are_listed()
    {
        using var page = await ShownAsync(new(SmallEstate.Keys, "policies"));

        var rows = await page.Policies.Answer!.FetchAsync(0, 10, TestContext.Current.CancellationToken);
        Assert.True(Assert.Single(rows.Rows).NamesEveryone);
    }

    private async Task<TableViewModel> ShownAsync(TableAddress address)
    {
        var page = new TableViewModel(estate.Questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, address);
        return page;
    }
}

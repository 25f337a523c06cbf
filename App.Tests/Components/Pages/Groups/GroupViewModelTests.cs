using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Groups;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Pages.Groups;

public sealed class GroupViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>
{
    private readonly GroupViewModel _group = new(estate.Questions);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cell_lists_its_people_by_pseudonym_and_its_tables()
    {
        await LoadAsync(new("HR", "department", "unknown"));

        Assert.Equal(ViewState.Ready, _group.State.View);
        var person = Assert.Single(_group.State.People);
        Assert.Equal((estate.ReferenceOf("ann"), 1), (person.Reference, person.Tables));
        Assert.Equal(["hr.pay", "hr.old"], _group.State.Tables.Select(table => table.Name));
        Assert.Equal([1, 0], _group.State.Tables.Select(table => table.People));
        Assert.Equal(2, _group.State.Unclassified);
        Assert.True(_group.State.Cell!.Cell.IsUnknown);
    }

    [Fact]
    public async Task Another_tab_asks_nothing_again()
    {
        await LoadAsync(new("Raw"));
        var people = _group.State.People;
        await LoadAsync(new("Raw", Tab: "tables"));

        Assert.Same(people, _group.State.People);
        Assert.True(_group.State.ShowsTables);
    }

    [Fact]
    public async Task Who_may_not_see_access_is_refused_and_gets_no_row()
    {
        await _group.LoadAsync(new("Raw"), new("boss", AppRole.Executive), Picture.Newest, Token);
        Assert.Equal(ViewState.Refused, _group.State.View);
        Assert.Empty(_group.State.People);
    }

    [Theory]
    [InlineData("Nothing", null)]
    [InlineData("Raw", "Atlantis")]
    public async Task A_group_or_population_that_does_not_exist_is_named(string group, string? population)
    {
        await LoadAsync(new(group, "department", population));
        Assert.Equal(ViewState.Empty, _group.State.View);
        Assert.Contains(population ?? group, _group.State.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exports_say_where_their_rows_come_from_and_hold_no_login()
    {
        await LoadAsync(new("Raw"));
        var (people, tables) = (_group.PeopleCsv(), _group.TablesCsv());

        Assert.Equal(3, people.Count);
        Assert.All(people, row => Assert.Equal(GroupViewModel.PeopleHeader.Count, row.Count));
        Assert.Equal(GroupViewModel.TablesHeader.Count, Assert.Single(tables).Count);
        Assert.DoesNotContain(people.SelectMany(row => row), cell => cell is "ann" or "ben" or "cem");
        Assert.Contains("2026-06-01T12:00:00.000Z", people[0]);
    }

    private Task LoadAsync(GroupAddress address) => _group.LoadAsync(address, SmallEstate.Lead, Picture.Newest, Token);
}

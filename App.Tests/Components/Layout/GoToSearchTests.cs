using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Components.Pages;

namespace GovernanceDashboard.Tests.Components.Layout;

public sealed class GoToSearchTests(SmallEstate estate) : IClassFixture<SmallEstate>, IDisposable
{
    private readonly GoToSearch _search = new(estate.Questions, TimeProvider.System);

    public void Dispose() => _search.Dispose();

    [Fact]
    public async Task Nothing_typed_offers_the_pages()
    {
        Assert.True(await _search.FindAsync(SmallEstate.Lead, Picture.Newest, ""));
        Assert.Equal(Places.All.Select(place => place.Title), _search.Targets.Select(target => target.Text));
    }

    [Fact]
    public async Task A_name_finds_groups_databases_and_tables()
    {
        await _search.FindAsync(SmallEstate.Lead, Picture.Newest, "raw");
        Assert.Equal(
            [("Table group", "/group/Raw"), ("Database", "/estate?db=raw"), ("Table", "/table/raw.keys")],
            _search.Targets.Select(target => (target.Kind, target.Link))
        );
    }

    [Fact]
    public async Task A_login_finds_its_owner_by_pseudonym_alone()
    {
        await _search.FindAsync(SmallEstate.Lead, Picture.Newest, "ann");
        var person = Assert.Single(_search.Targets, target => target.Kind == "Person");
        Assert.Equal(estate.ReferenceOf("ann"), person.Text);
    }

    [Fact]
    public async Task A_role_that_may_not_browse_finds_pages_only()
    {
        await _search.FindAsync(new("boss", AppRole.Executive), Picture.Newest, "e");
        Assert.All(_search.Targets, target => Assert.Equal("Page", target.Kind));
    }

    [Fact]
    public async Task A_newer_search_takes_over_and_the_choice_goes_round()
    {
        var older = _search.FindAsync(SmallEstate.Lead, Picture.Newest, "hr");
        Assert.True(await _search.FindAsync(SmallEstate.Lead, Picture.Newest, "raw"));
        Assert.False(await older);

        _search.MoveBy(-1);
        Assert.Equal(_search.Targets.Length - 1, _search.Active);
        _search.MoveBy(1);
        Assert.Equal(0, _search.Active);
    }

    [Fact]
    public async Task Nothing_that_fits_is_said()
    {
        await _search.FindAsync(SmallEstate.Lead, Picture.Newest, "zzzz");
        Assert.True(_search.IsEmpty);
    }
}

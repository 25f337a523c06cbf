using GovernanceDashboard.Components.Layout;

namespace GovernanceDashboard.Tests.Components.Layout;

public sealed class WorkspaceTests
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void A_page_keeps_its_tab_while_its_filters_change()
    {
        _workspace.Visit("/estate?q=a");
        _workspace.Visit("http://localhost/estate?q=b");

        var tab = Assert.Single(_workspace.Tabs);
        Assert.Equal("/estate?q=b", tab.Link);
        Assert.Equal("/estate", _workspace.Current);
    }

    [Fact]
    public void A_new_page_opens_beside_the_current_one_and_is_named_by_itself()
    {
        _workspace.Visit("/");
        _workspace.Visit("/estate");
        _workspace.Visit("/");
        _workspace.Visit("/table/sales.orders");
        _workspace.Title("orders");

        Assert.Equal(["Overview", "orders", "Estate"], _workspace.Tabs.Select(tab => tab.Title));
    }

    [Fact]
    public void Closing_the_current_tab_leads_to_its_right_neighbour_and_the_last_one_home()
    {
        _workspace.Visit("/");
        _workspace.Visit("/estate?q=a");
        _workspace.Visit("/people");
        _workspace.Visit("/estate?q=a");

        Assert.Null(_workspace.Close("/"));
        var next = _workspace.Close("/estate");
        Assert.Equal("/people", next);
        _workspace.Visit(next!);
        Assert.Equal("/", _workspace.Close("/people"));
    }

    [Fact]
    public void Neighbours_go_round_the_end()
    {
        _workspace.Visit("/");
        Assert.Null(_workspace.Neighbour(1));
        _workspace.Visit("/estate");
        _workspace.Visit("/people");

        Assert.Equal("/", _workspace.Neighbour(1));
        Assert.Equal("/estate", _workspace.Neighbour(-1));
    }

    [Fact]
    public void Tabs_come_back_after_a_reload()
    {
        _workspace.Visit("/estate?q=a");
        _workspace.Visit("/people");
        var again = new Workspace();
        again.Restore(_workspace.ToJson());

        Assert.Equal(_workspace.Tabs, again.Tabs);
    }

    [Theory]
    [InlineData("""[{"Path":"/x","Link":"javascript:alert(1)","Title":"x"}]""")]
    [InlineData("""[{"Path":"//evil.example","Link":"//evil.example","Title":"x"}]""")]
    [InlineData("""[{"Path":"/x","Link":"/y","Title":"x"}]""")]
    [InlineData("""[{"Path":"/x","Link":"/x","Title":""}]""")]
    [InlineData("""[null]""")]
    [InlineData("""{"a":1}""")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public void What_the_browser_kept_is_not_trusted(string? json)
    {
        _workspace.Restore(json);
        Assert.Empty(_workspace.Tabs);
    }

    [Fact]
    public void A_title_never_lands_on_the_tab_that_was_just_left()
    {
        var where = "/";
        _workspace.Follow(() => where);
        _workspace.Visit(where);
        where = "/group/Screens?attribute=level";
        _workspace.Title("Screens");
        _workspace.Visit(where);

        Assert.Equal(["Overview", "Screens"], _workspace.Tabs.Select(tab => tab.Title));
        Assert.Equal("/group/Screens", _workspace.Current);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_address_that_leads_nowhere_leaves_no_tab_whoever_hears_of_it_first(bool isVisitedFirst)
    {
        _workspace.Visit("/estate");
        if (isVisitedFirst)
        {
            _workspace.Visit("/nowhere?x=1");
        }

        _workspace.Stray("/nowhere?x=1");
        _workspace.Visit("/nowhere?x=1");

        Assert.Equal(["/estate"], _workspace.Tabs.Select(tab => tab.Path));
        Assert.Equal("/nowhere", _workspace.Current);
    }

    [Fact]
    public void Titles_and_visits_are_told()
    {
        var changes = 0;
        _workspace.Changed += () => changes++;
        _workspace.Visit("/estate");
        _workspace.Title("Estate: sales");
        _workspace.Title("Estate: sales");

        Assert.Equal(2, changes);
    }
}

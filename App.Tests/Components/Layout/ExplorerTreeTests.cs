using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Components.Pages;

namespace GovernanceDashboard.Tests.Components.Layout;

public sealed class ExplorerTreeTests(SmallEstate estate) : IClassFixture<SmallEstate>
{
    private readonly ExplorerTree _tree = new(estate.Questions);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Texts => _tree.Rows.Select(row => row.Text);

    [Fact]
    public async Task Groups_and_databases_stand_closed_under_their_sections()
    {
        await LoadAsync();
        Assert.Equal(["Table groups", "HR", "Raw", "Databases", "hr", "raw"], Texts);
        Assert.Equal("2", _tree.Rows[4].Badge);
    }

    [Fact]
    public async Task A_branch_loads_its_tables_when_it_opens_and_keeps_them_when_it_closes()
    {
        await LoadAsync();
        await _tree.ToggleAsync(_tree.Rows[4], Token);
        Assert.Equal(["Table groups", "HR", "Raw", "Databases", "hr", "old", "pay", "raw"], Texts);
        Assert.Equal("/table/hr.pay", _tree.LinkOf(_tree.Rows[6]));
        Assert.Equal((3, 2, 2), (_tree.Rows[6].Level, _tree.Rows[6].Position, _tree.Rows[6].Siblings));
        Assert.Equal(4, _tree.ParentOf(6));

        await _tree.ToggleAsync(_tree.Rows[4], Token);
        Assert.Equal(6, _tree.Rows.Length);
    }

    [Fact]
    public async Task A_group_names_the_database_beside_each_table()
    {
        await LoadAsync();
        await _tree.ToggleAsync(_tree.Rows[2], Token);
        Assert.Equal(("keys", "raw"), (_tree.Rows[3].Text, _tree.Rows[3].Badge));
        Assert.Equal("/group/Raw", _tree.LinkOf(_tree.Rows[2]));
    }

    [Fact]
    public async Task The_filter_looks_at_names_without_case()
    {
        await LoadAsync();
        _tree.Narrow("RA");
        Assert.Equal(["Table groups", "Raw", "Databases", "raw"], Texts);
        _tree.Narrow("nothing like it");
        Assert.Equal(["Table groups", "Databases"], Texts);
    }

    [Fact]
    public async Task The_marked_row_stays_inside_the_tree()
    {
        await LoadAsync();
        _tree.MoveTo(999);
        Assert.Equal(5, _tree.Active);
        _tree.MoveTo(-1);
        Assert.Equal(0, _tree.Active);
    }

    [Fact]
    public async Task Who_may_not_browse_sees_no_name()
    {
        await _tree.LoadAsync(new("boss", AppRole.Executive), Picture.Newest, Token);
        Assert.Equal(ViewState.Refused, _tree.State.State);
        Assert.Empty(_tree.Rows);
    }

    private Task LoadAsync() => _tree.LoadAsync(SmallEstate.Lead, Picture.Newest, Token);
}

using GovernanceDashboard.Components.Layout;

namespace GovernanceDashboard.Tests.Components.Layout;

public sealed class ShellPreferencesTests
{
    [Fact]
    public void Sizes_and_open_panes_come_back()
    {
        var panes = new ShellPreferences(22.5, 18, IsExplorerOpen: false);
        Assert.Equal(panes, ShellPreferences.Parse(panes.ToJson()));
        Assert.Equal("22.5%", panes.ExplorerCss);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not json")]
    public void Nothing_usable_gives_the_defaults(string? json)
    {
        Assert.Equal(new ShellPreferences(), ShellPreferences.Parse(json));
    }

    [Fact]
    public void No_pane_can_push_the_page_out()
    {
        var panes = ShellPreferences.Parse("""{"ExplorerSize":300,"PropertiesSize":-4}""");
        Assert.Equal((45, 8), (panes.ExplorerSize, panes.PropertiesSize));
    }
}

using GovernanceDashboard.Components.Pages.Lists;

namespace GovernanceDashboard.Tests.Components.Pages.Lists;

public sealed class RowSourceTests
{
    [Fact]
    public async Task A_stretch_starts_where_it_was_asked_to()
    {
        var stretch = await Numbers(100).FetchAsync(40, 5, TestContext.Current.CancellationToken);

        Assert.Equal(["40", "41", "42", "43", "44"], stretch.Rows);
        Assert.Equal(100, stretch.Total);
    }

    [Fact]
    public async Task A_position_behind_the_end_gives_the_last_stretch()
    {
        var stretch = await Numbers(7).FetchAsync(900, 3, TestContext.Current.CancellationToken);

        Assert.Equal(["4", "5", "6"], stretch.Rows);
    }

    [Fact]
    public async Task An_empty_list_gives_nothing()
    {
        var stretch = await Numbers(0).FetchAsync(10, 3, TestContext.Current.CancellationToken);

        Assert.Empty(stretch.Rows);
    }

    private static RowSource<string> Numbers(int count) =>
        RowSource.Of([.. Enumerable.Range(0, count).Select(number => $"{number}")]);
}

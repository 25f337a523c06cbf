using GovernanceDashboard.Data.Facts;

namespace GovernanceDashboard.Tests.Data;

/// <summary>The rules by which imports become intervals. The instants are 100 for the import before, 200 for this one.</summary>
public sealed class FactTimelineTests
{
    private static readonly FactTimeline s_first = new(200, null);
    private static readonly FactTimeline s_second = new(200, 100);

    [Fact]
    public void What_the_first_import_finds_began_at_an_unknown_instant_before() =>
        Assert.Equal(new(200, null, null, null), s_first.Opened(null, null, lastEnd: null));

    [Fact]
    public void What_a_later_import_finds_began_between_the_two() =>
        Assert.Equal(new(200, 100, null, null), s_second.Opened(null, null, lastEnd: null));

    [Theory]
    [InlineData(50)]
    [InlineData(150)]
    public void An_exact_beginning_has_no_bounds(long from) =>
        Assert.Equal(new(from, from, null, null), s_second.Opened(from, null, lastEnd: null));

    [Fact]
    public void An_exact_beginning_before_an_end_that_was_seen_is_not_believed() =>
        Assert.Equal(new(200, 100, null, null), s_second.Opened(50, null, lastEnd: 80));

    [Fact]
    public void A_fact_that_ended_before_it_was_known_is_not_opened() => Assert.Null(s_first.Opened(null, 150, null));

    [Fact]
    public void A_new_version_begins_exactly_only_after_the_old_one_was_last_seen()
    {
        Assert.Equal(new(150, 150, null, null), s_second.Replaced(150, null));
        Assert.Equal(new(200, 100, null, null), s_second.Replaced(100, null));
        Assert.Equal(new(200, 100, null, null), s_second.Replaced(250, null));
    }

    [Fact]
    public void What_is_gone_ended_between_the_imports()
    {
        var stored = new FactSpan(20, 20, null, null);
        Assert.Equal(new(20, 20, 200, 100), s_second.Closed(stored, at: null, isExact: false));
    }

    [Fact]
    public void What_a_new_version_replaces_ended_before_it_began_and_exactly_then_where_nothing_lies_between()
    {
        var stored = new FactSpan(20, null, null, null);
        Assert.Equal(new(20, null, 150, 100), s_second.Closed(stored, at: 150, isExact: false));
        Assert.Equal(new(20, null, 150, 150), s_second.Closed(stored, at: 150, isExact: true));
    }

    [Fact]
    public void What_never_began_to_hold_leaves_no_interval() =>
        Assert.Null(s_second.Closed(new FactSpan(300, 300, null, null), at: null, isExact: false));
}

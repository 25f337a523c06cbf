using GovernanceDashboard.Components.Pages.ScopeMetrics;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Tests.Estate;

/// <summary>What a wide audience is not told stands nowhere in its answer.</summary>
public sealed class SmallMetricsTests
{
    [Fact]
    public void Use_of_a_handful_is_taken_out_with_as_much_as_keeps_it_from_the_total()
    {
        var shown = SmallMetrics.Withheld(
            Answer(
                [Population("a", 40, used: 3), Population("b", 60, used: 20), Population("c", 90, used: 30)],
                used: 53
            )
        );

        Assert.Equal(["a", "b", "c"], shown.Populations.Select(one => one.Name));
        Assert.Equal([null, null, 30], shown.Populations.Select(one => one.Use?.Pairs.Used));
        Assert.Equal(53, shown.LookBack.Use?.Pairs.Used);
    }

    [Fact]
    public void Reach_of_a_population_few_of_which_read_anything_is_taken_out()
    {
        var shown = SmallMetrics.Withheld(
            Answer([
                Population("a", 40, readers: 1),
                Population("b", 60, readers: 50),
                Population("c", 90, readers: 80),
            ])
        );

        Assert.Equal([null, null, 80], shown.Populations.Select(one => one.Reach?.People.High));
        Assert.NotNull(shown.Reach);
    }

    [Theory]
    [InlineData(3, 100, "use, reach")]
    [InlineData(4, 4, "use, reach")]
    [InlineData(60, 3, "reach")]
    [InlineData(60, 60, "")]
    public void Use_and_reach_of_a_scope_that_few_read_are_taken_out(int tableReaders, int reaching, string withheld)
    {
        var shown = SmallMetrics.Withheld(
            Answer([Population("a", 100), Population("b", 100)], readers: reaching) with
            {
                Tables = [Table("t", tableReaders), Table("u", tableReaders)],
            }
        );

        Assert.Equal(withheld.Contains("use", StringComparison.Ordinal), shown.LookBack.Use is null);
        Assert.Equal(withheld.Contains("reach", StringComparison.Ordinal), shown.Reach is null);
        Assert.Contains(withheld, MetricsViewModel.Withheld(shown), StringComparison.Ordinal);
        Assert.Equal(withheld.Length == 0, MetricsViewModel.Withheld(shown).Length == 0);
    }

    [Fact]
    public void A_total_of_a_handful_says_no_more_than_that_it_is_small()
    {
        var shown = SmallMetrics.Withheld(Answer([]) with { Net = Totals(exposed: 2) });

        Assert.Equal(new MeasureRange(1, 4), shown.Net.People);
        Assert.Equal(new MeasureRange(0, 28), shown.Net.SubjectViewers.Pairs);
        Assert.Equal("withheld", MetricsViewModel.Index(shown.Net));
        Assert.Equal("12.00", MetricsViewModel.Index(shown.Gross));
    }

    private static MetricsAnswer Answer(PopulationMetrics[] populations, int used = 100, int readers = 100) =>
        new(
            "estate",
            200,
            2,
            Totals(exposed: 50),
            Totals(exposed: 50),
            [Table("t", 90), Table("u", 90)],
            new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(90), IsShortened: false, Use(used)),
            Reach(readers),
            "department",
            [.. populations],
            [],
            null,
            new(new SnapshotId(1), DateTimeOffset.UnixEpoch, "d", new([]), IsDemo: false, Caution: null)
        );

    private static PopulationMetrics Population(string name, int people, int used = 20, int readers = 20) =>
        new(name, people, Totals(exposed: 10), Totals(exposed: 10), Use(used), Reach(readers));

    private static BasisTotals Totals(int exposed) =>
        new(exposed, exposed, 1, exposed, MeasureRange.Exactly(12), new(7, 7 * exposed, 0));

    private static OverExposureFigures Use(int used) => new(new(used, 100, 100), default, (1, 1, 1));

    private static PopulationReach Reach(int people) => new(people, new(2, 2, 100), 1, 2, 0, 2);

    private static TableMetrics Table(string name, int readers)
    {
        var basis = new BasisMetrics(10, 100, MeasureRange.Exactly(10), 10, MeasureRange.Exactly(10), null);
        return new(
            new("a", name),
            [],
            1,
            readers,
            MeasureRange.Exactly(50),
            basis,
            basis,
            IsDeclared: true,
            null,
            new(null, true, true, true, 0)
        );
    }
}

using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Exposure;

/// <summary>Exposure of the golden case over instants, and waterfalls whose steps were worked by hand.</summary>
public sealed class ExposureTrendTests
{
    [Fact]
    public void A_trend_shows_the_four_days_of_the_mistake()
    {
        var trend = Trend(GoldenHistory.Create(), Enumerable.Range(0, 30).Select(day => (double)day));

        Assert.Equal(
            Enumerable.Range(0, 30).Select(day => day is >= 10 and < 14 ? 12.0 : 0),
            trend.Points.Select(point => point.Net.Mass.Low)
        );
        Assert.All(
            trend.Points,
            point => Assert.True(point.Net.Mass.IsExact && point.People == 4 && point.Tables == 3)
        );
        Assert.Equal(75, trend.Points[12].Gross.IndexPercent!.Value.High);
        Assert.All(trend.Net, step => Assert.Equal(default, step.Mass));
    }

    [Fact]
    public void A_waterfall_names_what_moved_exposure_and_its_steps_add_up()
    {
        var history = GoldenHistory.Create();
        // On day 11 t2 becomes as heavy as t1 and t1 is dropped; the audience of t3 narrows to carol.
        history = history with
        {
            Tables =
            [
                .. history.Tables.Select(table => table.Value.Name == Facts.Name("tel.t1") ? Until(table, 11) : table),
            ],
            Classifications =
            [
                .. history.Classifications.Select(tag => tag.Value.Class == "PII" ? Until(tag, 11) : tag),
                From(new Classification(new("tel", "t2"), "KEYSTROKES", ClassificationBasis.Import), 11),
            ],
            IntendedAccess =
            [
                .. history.IntendedAccess.Select(one => one.Value.Scope == "table:pub.t3" ? Until(one, 11) : one),
                From(new IntendedAccess("table:pub.t3", "login:carol", null, null, null, null), 11),
            ],
        };

        // From day 10 on the mistake is open at both ends: 8 + 4 at first; 2 x 4 on t2 and 3 x 0.5 on t3 at last.
        var trend = Trend(history, [10, 12]);
        Assert.Equal([12.0, 9.5], trend.Points.Select(point => point.Net.Mass.Low));
        Assert.Equal(
            [
                (TrendCause.NewData, -2.0, -8.0),
                (TrendCause.Reclassification, 0, 4),
                (TrendCause.Audience, 3, 1.5),
                (TrendCause.Access, 0, 0),
            ],
            trend.Net.Select(step => (step.Cause, step.Pairs.Low, step.Mass.High))
        );

        // Before the mistake nobody was exposed; what is gone by then exposes nobody either.
        var opened = Trend(history, [5, 12]);
        Assert.Equal(9.5, opened.Gross.Sum(step => step.Mass.Low));
        Assert.Equal(8, opened.Gross.Single(step => step.Cause == TrendCause.Access).Mass.High);
    }

    [Fact]
    public void A_change_known_from_two_imports_makes_ranges_at_an_instant()
    {
        var history = GoldenHistory.Create();
        var mistake = history.Policies[^1];
        history = history with
        {
            Policies = history.Policies.Replace(mistake, mistake with { FromNotBefore = GoldenHistory.Day(9) }),
        };

        var trend = Trend(history, [8, 9.5, 10]);

        Assert.Equal(
            [MeasureRange.Zero, new(0, 12), MeasureRange.Exactly(12)],
            trend.Points.Select(point => point.Net.Mass)
        );
        Assert.Equal(new MeasureRange(0, 75), trend.Points[1].Net.IndexPercent);
        Assert.Equal(new BoundChange(12, 12), trend.Net.Single(step => step.Cause == TrendCause.Access).Mass);
    }

    [Fact]
    public void Growth_counts_tables_and_columns_of_sensitive_classes_and_its_slope_takes_three_instants()
    {
        var history = GoldenHistory.Create();
        var t2 = new ResourceName("tel", "t2");
        history = history with
        {
            // t1 is taken to be sensitive, t3 and from day 20 on t2 are not.
            Classifications =
            [
                From(new Classification(new("tel", "t1"), "HARD", ClassificationBasis.Import), 0),
                Until(From(new Classification(t2, "HARD", ClassificationBasis.Import), 0), 20),
                From(new Classification(t2, "SOFT", ClassificationBasis.Import), 20),
                From(new Classification(new("pub", "t3"), "SOFT", ClassificationBasis.Import), 0),
                From(Column("tel", "t1"), 11),
                From(Column("tel", "t2"), 5) with
                {
                    From = GoldenHistory.Day(12),
                },
            ],
        };
        var reader = new GrowthReader(
            history,
            broadPercent: 70,
            (found, _) => found.Count == 0 || found.Contains("HARD")
        );
        Trend(history, [0, 10, 12, 25], reader);

        var points = reader.Growth.Points;
        Assert.All(points, point => Assert.Equal(3, point.Tables));
        Assert.Equal([2, 2, 2, 2], points.Select(point => point.Sensitive.High));
        Assert.Equal([2.0, 2, 2, 2], points.Select(point => point.Sensitive.Low));
        // Everybody reads t2, and three of four t1, while the mistake is open: day 10 to 14.
        Assert.Equal([0, 2, 2, 0], points.Select(point => point.Broad.Low));
        Assert.Equal(
            [MeasureRange.Zero, new(0, 1), MeasureRange.Exactly(2), MeasureRange.Exactly(2)],
            points.Select(point => point.Columns)
        );
        Assert.Equal(
            [null, new MeasureRange(0, 1), new(1, 2), MeasureRange.Zero],
            points.Select(point => point.NewColumns)
        );
        Assert.Equal(4, reader.Growth.Slope(point => point.Columns)!.Instants);

        Classification Column(string database, string table) =>
            new(
                new(
                    database,
                    table,
                    history
                        .Tables.First(held => held.Value.Name == new TableName(database, table))
                        .Value.Columns[0]
                        .Name
                ),
                "HARD",
                ClassificationBasis.Import
            );
    }

    [Fact]
    public void A_slope_is_the_least_squares_line_and_its_bounds_are_the_steepest_and_flattest_that_ranges_allow()
    {
        (DateTimeOffset, MeasureRange) Point(double day, double low, double high) =>
            (GoldenHistory.Day(day), new(low, high));

        Assert.Null(TrendSlope.Of([Point(0, 1, 1), Point(30, 2, 2)]));
        var straight = TrendSlope.Of([Point(0, 10, 10), Point(10, 11, 11), Point(30, 13, 13)])!;
        Assert.Equal(3, straight.Per30Days.Low, 9);
        Assert.Equal(3, straight.Per30Days.High, 9);
        // By hand: days -10, 0, 10 about the mean, spread 200, so that a step of 1 at an end is 30 x 10 / 200 = 1.5.
        var loose = TrendSlope.Of([Point(0, 4, 5), Point(10, 0, 100), Point(20, 6, 8)])!;
        Assert.Equal((1.5, 6.0), (Math.Round(loose.Per30Days.Low, 9), Math.Round(loose.Per30Days.High, 9)));
    }

    private static ExposureTrend Trend(EstateHistory history, IEnumerable<double> days, GrowthReader? growth = null) =>
        ExposureTrend.Of(
            history,
            ExposureScope.Estate,
            GoldenHistory.Weights,
            [.. days.Select(GoldenHistory.Day)],
            growth,
            new Progress<WorkProgress>(),
            CancellationToken.None
        );

    private static HeldFact<T> Until<T>(HeldFact<T> fact, double day) =>
        fact with
        {
            To = GoldenHistory.Day(day),
            ToNotBefore = GoldenHistory.Day(day),
        };

    private static HeldFact<T> From<T>(T fact, double day) =>
        new(fact, GoldenHistory.Day(day), GoldenHistory.Day(day), null, null);
}

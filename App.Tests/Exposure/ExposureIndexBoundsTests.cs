using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Tests.Exposure;

/// <summary>The index between its bounds, against every choice of weights.</summary>
public sealed class ExposureIndexBoundsTests
{
    [Fact]
    public void Bounds_are_the_least_and_the_most_over_every_choice_of_weights()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var tables = Enumerable
                .Range(0, random.Next(1, 7))
                .Select(_ =>
                {
                    var (headroom, low) = (random.Next(1, 40), random.Next(1, 5));
                    return (
                        new MeasureRange(low, low + random.Next(0, 4)),
                        ((double)random.Next(0, headroom + 1), (double)headroom)
                    );
                })
                .ToArray();

            var all = Enumerable.Range(0, 1 << tables.Length).Select(choice => Ratio(tables, choice)).ToArray();

            Assert.Equal(all.Max(), ExposureMetrics.Ratio(tables, isMost: true), 12);
            Assert.Equal(all.Min(), ExposureMetrics.Ratio(tables, isMost: false), 12);
        }
    }

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(9, 1.0)]
    public void Nobody_exposed_is_nought_and_everybody_one_whatever_the_weights(int exposed, double expected)
    {
        (MeasureRange, (double, double))[] tables = [(new(0.25, 4), (exposed, 9)), (new(0.5, 2), (exposed, 9))];

        Assert.Equal(expected, ExposureMetrics.Ratio(tables, isMost: true));
        Assert.Equal(expected, ExposureMetrics.Ratio(tables, isMost: false));
    }

    private static double Ratio((MeasureRange Weight, (double Exposed, double Headroom) Part)[] tables, int choice)
    {
        var weights = tables
            .Select((table, at) => (choice >> at & 1) == 0 ? table.Weight.Low : table.Weight.High)
            .ToArray();
        return tables.Zip(weights, (table, weight) => weight * table.Part.Exposed).Sum()
            / tables.Zip(weights, (table, weight) => weight * table.Part.Headroom).Sum();
    }
}

using System.Collections.Immutable;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>How large what could be exposed is at one instant. Ranges where a change is known by bounds only.</summary>
/// <param name="Tables">Tables of the scope.</param>
/// <param name="Sensitive">Those that are Confidential, Restricted or unclassified.</param>
/// <param name="Broad">Sensitive ones that more than the asked share of all people read.</param>
/// <param name="Columns">Columns that bear a sensitive class themselves.</param>
/// <param name="NewColumns">Of them those that did not, or were not there, at the instant before; null at the first.</param>
public sealed record GrowthPoint(
    DateTimeOffset At,
    MeasureRange Tables,
    MeasureRange Sensitive,
    MeasureRange Broad,
    MeasureRange Columns,
    MeasureRange? NewColumns
);

/// <summary>A straight line through figures over time, by least squares.</summary>
/// <param name="Per30Days">By how much it rises in 30 days; both bounds of what the ranges allow.</param>
/// <param name="Instants">n.</param>
public sealed record TrendSlope(MeasureRange Per30Days, int Instants)
{
    /// <summary>The fewest instants through which a line says anything.</summary>
    public const int Fewest = 3;

    /// <summary>Null for fewer than <see cref="Fewest"/> instants: through two any line fits.</summary>
    public static TrendSlope? Of(IReadOnlyList<(DateTimeOffset At, MeasureRange Value)> points)
    {
        if (points.Count < Fewest)
        {
            return null;
        }

        var days = points.Select(point => (point.At - points[0].At).TotalDays).ToArray();
        var mean = days.Average();
        var spread = days.Sum(day => (day - mean) * (day - mean));
        var (low, high) = (0.0, 0.0);
        for (var point = 0; point < days.Length; point++)
        {
            // The slope is a weighted sum of the figures: each bound takes the end of each range that moves it there.
            var weight = 30 * (days[point] - mean) / spread;
            var value = points[point].Value;
            low += weight * (weight < 0 ? value.High : value.Low);
            high += weight * (weight < 0 ? value.Low : value.High);
        }

        return new(new(low, high), points.Count);
    }
}

/// <summary>How fast what could be exposed grows, over the instants of a trend.</summary>
/// <param name="BroadPercent">The share of people above which a table counts as broad; 0 to 100.</param>
/// <param name="Points">In order.</param>
public sealed record ProgrammeGrowth(double BroadPercent, ImmutableArray<GrowthPoint> Points)
{
    /// <summary>Of any of the figures; null for too few instants.</summary>
    public TrendSlope? Slope(Func<GrowthPoint, MeasureRange> figure) =>
        TrendSlope.Of([.. Points.Select(point => (point.At, figure(point)))]);

    /// <summary>Distinct instants' new columns added up: what came over the whole time, what went again included.</summary>
    public MeasureRange NewColumns =>
        Points.Aggregate(MeasureRange.Zero, (sum, point) => sum + (point.NewColumns ?? MeasureRange.Zero));
}

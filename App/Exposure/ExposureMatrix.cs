using System.Collections.Immutable;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure;

/// <summary>A cell of an exposure measure.</summary>
/// <param name="Value">Between which bounds it lies; null where it does not apply: nobody in the population, or no headroom.</param>
/// <param name="IsUnknown">The figure must not look safe: it is a range, or what it counts is not on file for every table.</param>
public readonly record struct MeasuredCell(MeasureRange? Value, bool IsUnknown)
{
    internal static MeasuredCell Of(MeasureRange? value) => new(value, value is { IsExact: false });
}

/// <summary>One measure of exposure, table groups x populations of one attribute, net of access exceptions in force.</summary>
/// <param name="Cells">Row by row, as in <see cref="Heatmap.Cells"/>.</param>
/// <param name="Totals">One cell per group over all people.</param>
public sealed record ExposureMatrix(
    HeatmapMeasure Measure,
    ImmutableArray<MeasuredCell> Cells,
    ImmutableArray<MeasuredCell> Totals
)
{
    /// <summary>The same heatmap, each cell with its value of this measure.</summary>
    public Heatmap On(Heatmap heatmap) =>
        heatmap with
        {
            Cells = [.. heatmap.Cells.Zip(Cells, With)],
            Totals = [.. heatmap.Totals.Zip(Totals, With)],
        };

    private static HeatmapCell With(HeatmapCell cell, MeasuredCell measured) =>
        cell with
        {
            Exposed = measured.Value,
            IsUnknown = cell.IsUnknown || measured.IsUnknown,
        };
}

using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Cli;

/// <summary>What <c>--measure</c> and <c>--compare</c> add to the cells of a heatmap.</summary>
/// <param name="Measure">Null where none was chosen; a comparison then compares breadth.</param>
/// <param name="Before">The same at the earlier instant; null where nothing is compared.</param>
internal sealed record MeasuredHeatmap(Heatmap Now, HeatmapMeasure? Measure, Heatmap? Before)
{
    /// <summary>Columns: none where nothing was asked for.</summary>
    public ImmutableArray<string> Header =>
        [
            .. Measure is null && Before is null ? (string[])[] : ["value_low", "value_high"],
            .. Before is null ? (string[])[] : ["then_low", "then_high"],
        ];

    public ImmutableArray<string> Cells(string group, string population) =>
        [
            .. Measure is null && Before is null ? [] : Texts(Value(group, population)),
            .. Before is null ? [] : Texts(Then(group, population)),
        ];

    public MeasureRange? Value(string group, string population) =>
        Measure is null && Before is null ? null : Of(Now, group, population);

    public MeasureRange? Then(string group, string population) => Before is null ? null : Of(Before, group, population);

    // A population's name, or anything else for all people.
    private MeasureRange? Of(Heatmap heatmap, string group, string population)
    {
        var row = heatmap.Groups.Select(one => one.Group.Name).ToList().IndexOf(group);
        var column = heatmap.Populations.Select(one => one.Name).ToList().IndexOf(population);
        return row < 0 ? null
            : column < 0
                ? Now.Populations.Any(one => one.Name == population) ? null
                    : heatmap.Totals[row].Of(Measure ?? HeatmapMeasure.Breadth)
            : heatmap.Cell(row, column).Of(Measure ?? HeatmapMeasure.Breadth);
    }

    private static string[] Texts(MeasureRange? range) => [Text(range?.Low), Text(range?.High)];

    private static string Text(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}

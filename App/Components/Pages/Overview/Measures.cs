using System.Globalization;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>The measures of a heatmap cell: value, words, formula.</summary>
public static class Measures
{
    /// <summary>Null where the population is empty: there is nothing to measure.</summary>
    public static double? Value(HeatmapCell cell, HeatmapMeasure measure) =>
        cell.PopulationSize == 0
            ? null
            : measure switch
            {
                HeatmapMeasure.People => cell.People,
                HeatmapMeasure.Breadth => cell.BreadthPercent,
                HeatmapMeasure.Pairs => cell.Pairs,
            };

    /// <summary>Percentages with two decimals, counts whole; a dash where there is nothing to measure.</summary>
    public static string Text(HeatmapCell cell, HeatmapMeasure measure) =>
        Value(cell, measure) is not { } value ? "–"
        : measure == HeatmapMeasure.Breadth ? value.ToString("0.00", CultureInfo.InvariantCulture)
        : value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>As short as a cell of the chart: no decimals, thousands as k.</summary>
    public static string Short(HeatmapCell cell, HeatmapMeasure measure) =>
        Value(cell, measure) is not { } value ? "–"
        : measure == HeatmapMeasure.Breadth && value is > 0 and < 1 ? "<1"
        : value >= 9_950_000 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000:0}M")
        : value >= 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000:0.0}M")
        : value >= 9_950 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000:0}k")
        : value >= 1_000 && measure == HeatmapMeasure.Pairs
            ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000:0.0}k")
        : value.ToString("0", CultureInfo.InvariantCulture);

    public static string Title(HeatmapMeasure measure) =>
        measure switch
        {
            HeatmapMeasure.People => "People",
            HeatmapMeasure.Breadth => "Breadth %",
            HeatmapMeasure.Pairs => "Pairs",
        };

    public static string Meaning(HeatmapMeasure measure) =>
        measure switch
        {
            HeatmapMeasure.People =>
                "People of the population who can read at least one table of the group, in full or in part.",
            HeatmapMeasure.Breadth => "Those people as a share of the population, in percent.",
            HeatmapMeasure.Pairs => "How many combinations of a person and a table they can read: grows with both.",
        };

    public static string Formula(HeatmapMeasure measure) =>
        measure switch
        {
            HeatmapMeasure.People => "people = | ∪ t∈g  Eff(t) ∩ p |",
            HeatmapMeasure.Breadth => "breadth % = 100 · people / | p |",
            HeatmapMeasure.Pairs => "pairs = Σ t∈g  | Eff(t) ∩ p |",
        };
}

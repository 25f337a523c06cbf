using System.Globalization;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>The measures of a heatmap cell: value, words, formula.</summary>
public static class Measures
{
    /// <summary>The upper end where the figure is a range: never the safer one. Null where there is nothing to measure.</summary>
    public static double? Value(HeatmapCell cell, HeatmapMeasure measure) => cell.Of(measure)?.High;

    /// <summary>
    /// Now less then, of the upper ends: how much worse it may have become. Null where either is not there, or was not measured.
    /// </summary>
    public static double? Change(HeatmapCell cell, HeatmapCell? before, HeatmapMeasure measure) =>
        before is { } then && Value(cell, measure) is { } high && Value(then, measure) is { } low ? high - low : null;

    /// <summary>Percentages, mass and time with two decimals, counts whole; a range as two; a dash where there is nothing to measure.</summary>
    public static string Text(HeatmapCell cell, HeatmapMeasure measure) =>
        cell.IsWithheld ? SmallCells.Word
        : cell.Of(measure) is not { } range ? "–"
        : range.IsExact ? Number(range.High, measure)
        : $"{Number(range.Low, measure)} to {Number(range.High, measure)}";

    /// <summary>With its sign; a dash where there is nothing to compare.</summary>
    public static string ChangeText(double? change, HeatmapMeasure measure) =>
        change is not { } known ? "–"
        : known > 0 ? "+" + Number(known, measure)
        : known < 0 ? "−" + Number(-known, measure)
        : "0";

    public static string Number(double value, HeatmapMeasure measure) =>
        value.ToString(
            measure switch
            {
                HeatmapMeasure.Breadth or HeatmapMeasure.Excess => "0.00",
                HeatmapMeasure.Mass or HeatmapMeasure.Days => "#,0.##",
                HeatmapMeasure.People or HeatmapMeasure.Pairs or HeatmapMeasure.Subjects => "N0",
            },
            CultureInfo.InvariantCulture
        );

    /// <summary>As short as a cell of the chart: no decimals, thousands as k.</summary>
    public static string Short(HeatmapCell cell, HeatmapMeasure measure) =>
        cell.IsWithheld ? "∗"
        : Value(cell, measure) is { } value ? Short(value, measure)
        : "–";

    /// <summary>A change as short as a cell of the chart, with its sign.</summary>
    public static string Short(double? change, HeatmapMeasure measure) =>
        change is not { } known ? "–"
        : known > 0 ? "+" + Short(known, measure)
        : known < 0 ? "−" + Short(-known, measure)
        : "0";

    public static bool IsPercent(HeatmapMeasure measure) => measure is HeatmapMeasure.Breadth or HeatmapMeasure.Excess;

    private static string Short(double value, HeatmapMeasure measure) =>
        IsPercent(measure) && value is > 0 and < 1 ? "<1"
        : value >= 9_950_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000_000:0}G")
        : value >= 999_500_000 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000_000:0.0}G")
        : value >= 9_950_000 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000:0}M")
        : value >= 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000:0.0}M")
        : value >= 9_950 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000:0}k")
        : value >= 1_000 && measure != HeatmapMeasure.People
            ? string.Create(CultureInfo.InvariantCulture, $"{value / 1_000:0.0}k")
        : value.ToString("0", CultureInfo.InvariantCulture);

    public static string Title(HeatmapMeasure measure) =>
        measure switch
        {
            HeatmapMeasure.People => "People",
            HeatmapMeasure.Breadth => "Breadth %",
            HeatmapMeasure.Pairs => "Pairs",
            HeatmapMeasure.Excess => "Excess %",
            HeatmapMeasure.Mass => "Mass",
            HeatmapMeasure.Days => "Person-table-days",
            HeatmapMeasure.Subjects => "Subject-viewer pairs",
        };

    /// <summary>The measure counts what outsiders can do, and so honours access exceptions; the others count every reader.</summary>
    public static bool IsExposure(HeatmapMeasure measure) =>
        measure is HeatmapMeasure.Excess or HeatmapMeasure.Mass or HeatmapMeasure.Days or HeatmapMeasure.Subjects;

    public static string Meaning(HeatmapMeasure measure) =>
        measure switch
        {
            HeatmapMeasure.People =>
                "People of the population who can read at least one table of the group, in full or in part.",
            HeatmapMeasure.Breadth => "Those people as a share of the population, in percent.",
            HeatmapMeasure.Pairs => "How many combinations of a person and a table they can read: grows with both.",
            HeatmapMeasure.Excess =>
                "The exposure index of the group in the population: people outside the declared audience as a share of all who are outside of it, by the severity and headroom of each table, access exceptions honoured. A range where an audience or a class is missing.",
            HeatmapMeasure.Mass =>
                "Severity points, 0.25 to 4, of what each exposed person reads unmasked, summed over people and tables: weighted person-tables, access exceptions honoured. A range where a class or an audience is missing.",
            HeatmapMeasure.Days =>
                "For how long, since the facts are known: each exposed person and table counts for its days, access exceptions honoured. People without an account today count in the column of all people alone.",
            HeatmapMeasure.Subjects =>
                "Distinct pairs of a person whose data stand in the group and a person outside the audience who can read some of them, access exceptions honoured. Only subjects on file count: where an exposed table has none on file, the cell is unknown and the figure is what is known.",
        };

    public static string Formula(HeatmapMeasure measure) =>
        measure switch
        {
            HeatmapMeasure.People => "people = | ∪ t∈g  Eff(t) ∩ p |",
            HeatmapMeasure.Breadth => "breadth % = 100 · people / | p |",
            HeatmapMeasure.Pairs => "pairs = Σ t∈g  | Eff(t) ∩ p |",
            HeatmapMeasure.Excess => "XI = 100 · Σ t∈g w(t)·|Ex(t) ∩ p| / Σ t∈g w(t)·|p ∖ Int(t)|",
            HeatmapMeasure.Mass => "mass = Σ t∈g Σ q∈Ex(t)∩p  w(q, t)",
            HeatmapMeasure.Days => "PTD = Σ t∈g Σ q∈p  λ{τ : q ∈ Ex(t, τ)} / 86,400 s",
            HeatmapMeasure.Subjects => "SV = Σ subjects s  | ∪ t∈g, s∈t  Ex(t) ∩ p |",
        };
}

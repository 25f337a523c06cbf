using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Estate;

/// <summary>Metrics in lines of a file, the same on pages and at the command line.</summary>
public static class MetricsLines
{
    /// <summary>Lines of tables. Weights, exposed pairs and mass add up to the figures of the scope; percentages and scores do not.</summary>
    public static ImmutableArray<string> Header { get; } =
    [
        "table",
        "classes",
        .. Bounds("weight"),
        .. Bounds("readers"),
        .. Bounds("reach_pct"),
        .. Basis("gross"),
        .. Basis("net"),
        "audience",
        "subjects",
        "days_overdue",
        "owner",
        "approval",
        "logged",
        "fan_out",
        .. StampColumns.Header,
    ];

    /// <summary>One line for each table.</summary>
    public static IEnumerable<string[]> Rows(MetricsAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Tables.Select(table =>
            (string[])
                [
                    table.Name.ToString(),
                    string.Join(' ', table.Classes),
                    .. Both(table.Weight),
                    .. Both(table.Readers),
                    .. Percents(table.ReachPercent),
                    .. Basis(table.Gross),
                    .. Basis(table.Net),
                    table.IsDeclared ? "declared" : "nobody declared one",
                    Count(table.Subjects),
                    Count(table.Modifiers.DaysOverdue),
                    table.Modifiers.HasOwner ? "yes" : "no",
                    table.Modifiers.HasApproval ? "yes" : "no",
                    table.Modifiers.IsLogged ? "yes" : "no",
                    Count(table.Modifiers.FanOut),
                    .. stamp,
                ]
        );
    }

    private static string[] Bounds(string name) => [$"{name}_low", $"{name}_high"];

    private static string[] Basis(string basis) =>
        [
            .. Bounds($"{basis}_exposed"),
            .. Bounds($"{basis}_excess_pct"),
            $"{basis}_band",
            .. Bounds($"{basis}_mass"),
            .. Bounds($"{basis}_score"),
            .. Bounds($"{basis}_subject_viewer_pairs"),
        ];

    private static string[] Basis(BasisMetrics figures) =>
        [
            .. Both(figures.Exposed),
            .. Percents(figures.ExcessPercent),
            figures.Band,
            .. Both(figures.Mass),
            .. Percents(figures.Score),
            .. Both(figures.SubjectViewerPairs),
        ];

    private static string[] Both(MeasureRange? range) =>
        range is { } known ? [Exact(known.Low), Exact(known.High)] : ["", ""];

    private static string[] Percents(MeasureRange? range) =>
        range is { } known ? [Percent(known.Low), Percent(known.High)] : ["", ""];

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Count(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}

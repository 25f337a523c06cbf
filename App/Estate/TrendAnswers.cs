using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Estate;

/// <summary>Exposure of a scope over instants.</summary>
/// <param name="Scope">As asked, with a pseudonym for a person.</param>
/// <param name="To">The last instant, inclusive.</param>
public sealed record TrendAnswer(
    string Scope,
    DateTimeOffset From,
    DateTimeOffset To,
    ExposureTrend Trend,
    AnswerStamp Stamp
);

/// <summary>An allow item of a policy, and what disappears if it alone is removed.</summary>
/// <param name="Item">Position among the policy's allow items, from 0.</param>
/// <param name="Principals">Groups and roles by name, people by pseudonym.</param>
public sealed record GrantRow(
    long PolicyId,
    string Policy,
    int Item,
    ImmutableArray<string> Principals,
    BoundChange Pairs,
    BoundChange Mass
);

/// <summary>Which grants uphold the exposure of a scope, net.</summary>
/// <param name="Redundant">Mass that no single grant's going away takes away.</param>
/// <param name="Grants">Greatest mass first; those that uphold nothing alone included.</param>
public sealed record GrantsAnswer(
    string Scope,
    MeasureRange Mass,
    MeasureRange Redundant,
    ImmutableArray<GrantRow> Grants,
    AnswerStamp Stamp
);

/// <summary>A trend in lines of a file and in words, the same on pages and at the command line.</summary>
public static class TrendLines
{
    public static ImmutableArray<string> Header { get; } =
    ["instant", "people_low", "people_high", "tables", .. Columns("gross"), .. Columns("net"), .. StampColumns.Header];

    /// <summary>One line for each instant.</summary>
    public static IEnumerable<string[]> Rows(TrendAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Trend.Points.Select(point =>
            (string[])
                [
                    UtcText.Short(point.At),
                    Exact(point.People.Low),
                    Exact(point.People.High),
                    point.Tables.ToString(CultureInfo.InvariantCulture),
                    .. Cells(point.Gross),
                    .. Cells(point.Net),
                    .. stamp,
                ]
        );
    }

    public static string Word(TrendCause cause) =>
        cause switch
        {
            TrendCause.NewData => "new data",
            TrendCause.Reclassification => "reclassification",
            TrendCause.Audience => "audience",
            TrendCause.Access => "access",
        };

    /// <summary>By how much a figure moved, with its sign; two numbers where its bounds moved differently.</summary>
    public static string Change(BoundChange change) =>
        change.Low == change.High ? Signed(change.Low) : $"{Signed(change.Low)} to {Signed(change.High)}";

    private static string Signed(double value) => value.ToString("+#,0.##;-#,0.##;0", CultureInfo.InvariantCulture);

    private static string[] Columns(string basis) =>
        [
            $"{basis}_people_low",
            $"{basis}_people_high",
            $"{basis}_pairs_low",
            $"{basis}_pairs_high",
            $"{basis}_mass_low",
            $"{basis}_mass_high",
            $"{basis}_index_pct_low",
            $"{basis}_index_pct_high",
        ];

    private static string[] Cells(TrendFigures figures) =>
        [
            Exact(figures.People.Low),
            Exact(figures.People.High),
            Exact(figures.Pairs.Low),
            Exact(figures.Pairs.High),
            Exact(figures.Mass.Low),
            Exact(figures.Mass.High),
            Percent(figures.IndexPercent?.Low),
            Percent(figures.IndexPercent?.High),
        ];

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Percent(double? value) => value?.ToString("F2", CultureInfo.InvariantCulture) ?? "";
}

using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Estate;

/// <summary>What a trend is asked about.</summary>
/// <param name="Scope">As <see cref="Exposure.Ledger.ExposureScope.Parse"/> reads it.</param>
/// <param name="From">Null: 30 days before the end, or since the facts are known.</param>
/// <param name="To">Null: the picture's instant.</param>
/// <param name="Days">Between two instants; more than 0.</param>
/// <param name="BroadPercent">The share of people above which a sensitive table counts as broad; 0 to 100.</param>
public sealed record TrendQuestion(
    string Scope,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    double Days = 1,
    double BroadPercent = TrendQuestion.UsualBreadth
)
{
    /// <summary>Percent: what counts as broad where nobody says.</summary>
    public const double UsualBreadth = 10;
}

/// <summary>Exposure of a scope over instants.</summary>
/// <param name="Scope">As asked, with a pseudonym for a person.</param>
/// <param name="To">The last instant, inclusive.</param>
/// <param name="Growth">Of the same instants.</param>
public sealed record TrendAnswer(
    string Scope,
    DateTimeOffset From,
    DateTimeOffset To,
    ExposureTrend Trend,
    ProgrammeGrowth Growth,
    AnswerStamp Stamp
);

/// <summary>A figure of growth over a trend.</summary>
/// <param name="Name">As documents name it.</param>
/// <param name="Slope">Null for too few instants.</param>
public sealed record GrowthLine(string Name, string Title, MeasureRange First, MeasureRange Last, TrendSlope? Slope);

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
    private static readonly (string Name, string Title, Func<GrowthPoint, MeasureRange> Of)[] s_growth =
    [
        ("tables", "tables", point => point.Tables),
        ("sensitive_tables", "sensitive tables", point => point.Sensitive),
        ("broad_sensitive_tables", "broad sensitive tables", point => point.Broad),
        ("sensitive_columns", "columns of sensitive classes", point => point.Columns),
    ];

    public static ImmutableArray<string> Header { get; } =
    [
        "instant",
        "people_low",
        "people_high",
        "tables",
        .. Columns("gross"),
        .. Columns("net"),
        .. s_growth.Skip(1).SelectMany(figure => new[] { $"{figure.Name}_low", $"{figure.Name}_high" }),
        "new_sensitive_columns_low",
        "new_sensitive_columns_high",
        "broad_above_pct",
        .. StampColumns.Header,
    ];

    /// <summary>Each figure of growth at the first and the last instant with its slope; null for too few instants.</summary>
    public static ImmutableArray<GrowthLine> Growth(TrendAnswer answer) =>
        [
            .. s_growth.Select(figure => new GrowthLine(
                figure.Name,
                figure.Name == "broad_sensitive_tables"
                    ? $"sensitive tables that more than {Exact(answer.Growth.BroadPercent)} % read"
                    : figure.Title,
                figure.Of(answer.Growth.Points[0]),
                figure.Of(answer.Growth.Points[^1]),
                answer.Growth.Slope(figure.Of)
            )),
        ];

    /// <summary>"+1.50", with both bounds where they differ; why there is none for too few instants.</summary>
    public static string Slope(TrendSlope? slope) =>
        slope is null ? $"not told below {TrendSlope.Fewest} instants"
        : Text(slope.Per30Days.Low) == Text(slope.Per30Days.High) ? Text(slope.Per30Days.High)
        : $"{Text(slope.Per30Days.Low)} to {Text(slope.Per30Days.High)}";

    /// <summary>One line for each instant.</summary>
    public static IEnumerable<string[]> Rows(TrendAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Trend.Points.Zip(
            answer.Growth.Points,
            (point, growth) =>
                (string[])
                    [
                        UtcText.Short(point.At),
                        Exact(point.People.Low),
                        Exact(point.People.High),
                        point.Tables.ToString(CultureInfo.InvariantCulture),
                        .. Cells(point.Gross),
                        .. Cells(point.Net),
                        .. s_growth.Skip(1).SelectMany(figure => Bounds(figure.Of(growth))),
                        .. growth.NewColumns is { } added ? Bounds(added) : ["", ""],
                        Exact(answer.Growth.BroadPercent),
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

    /// <summary>By how much a figure moved, with its sign; of each bound where they moved differently, which is no range of its own.</summary>
    public static string Change(BoundChange change) =>
        change.Low == change.High ? Signed(change.Low) : $"low {Signed(change.Low)}, high {Signed(change.High)}";

    private static string[] Bounds(MeasureRange range) => [Exact(range.Low), Exact(range.High)];

    // A slope that rounds to nothing has no sign.
    private static string Text(double slope) => slope.ToString("+#,0.00;-#,0.00;0.00", CultureInfo.InvariantCulture);

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

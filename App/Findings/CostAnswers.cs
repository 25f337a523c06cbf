using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules.Costs;

namespace GovernanceDashboard.Findings;

/// <summary>What storing the estate costs a month, and what of it is paid for nothing.</summary>
public sealed record CostsAnswer(CostStanding Standing, AnswerStamp Stamp)
{
    /// <summary>Whether a cost record names any table; where none does, every cost is unknown.</summary>
    public bool IsPriced => Standing.Totals.Any(row => row.Figures is not null);
}

/// <summary>Costs in sentences and in lines of a file, the same on the page and at the command line.</summary>
public static class CostLines
{
    /// <summary>How the tables in no group are named.</summary>
    public const string NoGroup = "in no table group";

    /// <summary>What stands where no cost record says what tables cost.</summary>
    public const string Unpriced =
        "Nobody has said what storage costs: put scope, bytes, rate_per_gb_month and currency into governance/costs.csv and import again. Until then every cost is unknown, which is not 0.";

    private static readonly string[] s_figures = ["cost", "avoidable", "kept_too_long", "unused", "shadow_copies"];

    /// <summary>Amounts are currency units a month.</summary>
    public static ImmutableArray<string> GroupHeader { get; } =
    [
        "table_group",
        "currency",
        .. Amounts,
        "tables",
        "tables_without_cost_record",
        "tables_kept_too_long",
        "tables_proven_unused",
        "tables_perhaps_unused",
        "tables_shadow_copies",
        "catalogue_bytes",
        "tables_without_size",
        "catalogue_bytes_earlier",
        "earlier",
        .. StampColumns.Header,
    ];

    /// <summary>Amounts are currency units a month.</summary>
    public static ImmutableArray<string> TableHeader { get; } =
    [
        "table",
        "table_groups",
        "cost_records",
        "currency",
        .. Amounts,
        "catalogue_bytes",
        "kept_too_long",
        "use",
        "shadow_copy",
        .. StampColumns.Header,
    ];

    private static IEnumerable<string> Amounts =>
        s_figures.SelectMany(figure => new[] { $"{figure}_per_month_low", $"{figure}_per_month_high" });

    public static IEnumerable<string[]> Groups(CostsAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Standing.Groups.Select(row =>
            (string[])
                [
                    row.Group ?? NoGroup,
                    row.Currency ?? "",
                    .. Written(row.Figures),
                    Count(row.Counts.Tables),
                    Count(row.Counts.Tables - row.Counts.Priced),
                    Count(row.Counts.Overdue),
                    Count(row.Counts.ProvenUnused),
                    Count(row.Counts.PerhapsUnused),
                    Count(row.Counts.Copies),
                    Count(row.Bytes),
                    Count(row.Unsized),
                    Count(row.Growth is { } growth ? row.Bytes - growth.Bytes : null),
                    UtcText.Of(row.Growth?.Since) ?? "",
                    .. stamp,
                ]
        );
    }

    public static IEnumerable<string[]> Tables(CostsAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Standing.Tables.Select(row =>
            (string[])
                [
                    row.Name.ToString(),
                    string.Join("; ", row.Groups),
                    string.Join("; ", row.Scopes),
                    row.Currency ?? "",
                    .. Written(row.Figures),
                    Count(row.Bytes),
                    row.IsOverdue ? "yes" : "no",
                    Word(row.Use),
                    row.IsCopy ? "yes" : "no",
                    .. stamp,
                ]
        );
    }

    /// <summary>"23.32 USD a month", "4.00 to 23.32 USD a month"; a dash where it is unknown.</summary>
    public static string Money(MoneyRange? amount, string? currency) =>
        amount is { } known ? $"{Amount(known)} {currency ?? "(currency not said)"} a month" : "–";

    /// <summary>Two decimals, with both bounds where they differ; a dash where it is unknown.</summary>
    public static string Amount(MoneyRange? amount) =>
        amount is not { } known ? "–"
        : Text(known.Low) == Text(known.High) ? Text(known.High)
        : $"{Text(known.Low)} to {Text(known.High)}";

    /// <summary>Why it is avoidable; empty where it is not.</summary>
    public static string Why(TableCost table) =>
        string.Join(
            ", ",
            new[]
            {
                table.IsCopy ? "shadow copy" : null,
                table.IsOverdue ? "kept too long" : null,
                table.Use switch
                {
                    TableUseState.Used => null,
                    TableUseState.ProvenUnused => "unused (proven)",
                    TableUseState.Unknown => "perhaps unused",
                },
            }.OfType<string>()
        );

    /// <summary>1 GB is 10^9 bytes, as costs count; a dash where the size is unknown.</summary>
    public static string Gigabytes(long? bytes) =>
        bytes is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 1e9:#,0.00} GB") : "–";

    /// <summary>"+1.20 GB in 30 days"; a dash where there is no earlier import to compare with.</summary>
    public static string Growth(CostRow row, DateTimeOffset now) =>
        row.Growth is { } growth
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{growth.Per30Days(now) / 1e9:+#,0.00;-#,0.00;0.00} GB in 30 days"
            )
            : "–";

    public static string Word(TableUseState use) =>
        use switch
        {
            TableUseState.Used => "used",
            TableUseState.ProvenUnused => "unused (proven)",
            TableUseState.Unknown => "unknown",
        };

    /// <summary>What the totals leave open; empty where nothing is.</summary>
    public static ImmutableArray<string> Gaps(CostsAnswer answer)
    {
        if (!answer.IsPriced)
        {
            return [Unpriced];
        }

        var totals = answer.Standing.Totals;
        var without = totals[0].Counts.Tables - totals[0].Counts.Priced;
        var unknown = totals.Max(row => row.Counts.PerhapsUnused);
        return
        [
            .. new[]
            {
                without > 0
                    ? $"{Tables(without)} named by no cost record: their cost is unknown and in no amount."
                    : null,
                unknown > 0
                    ? $"{Tables(unknown)} without a logged read for 90 days, and not all use of them was logged: only the upper bounds hold them."
                    : null,
                totals.Length > 1 ? "Amounts in different currencies are not added up." : null,
                totals.Any(row => row.Currency is null && row.Figures is not null)
                    ? "Some cost records do not say their currency."
                    : null,
                answer.Standing.Idle.IsEmpty
                    ? null
                    : $"Cost records that name no table: {string.Join(", ", answer.Standing.Idle)}.",
            }.OfType<string>(),
        ];
    }

    private static string Tables(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? "table is" : "tables are")}");

    private static IEnumerable<string> Written(CostFigures? figures) =>
        figures is null
            ? Enumerable.Repeat("", 2 * s_figures.Length)
            : new[] { figures.Whole, figures.Avoidable, figures.Overdue, figures.Unused, figures.Copies }.SelectMany(
                amount => new[] { Exact(amount.Low), Exact(amount.High) }
            );

    private static string Text(decimal amount) => amount.ToString("#,0.00", CultureInfo.InvariantCulture);

    private static string Exact(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);

    private static string Count(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

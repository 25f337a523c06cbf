using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Estate;

/// <summary>Drift in words and in lines of a file, the same on pages and at the command line.</summary>
public static class DriftLines
{
    public static ImmutableArray<string> FactsHeader { get; } =
    [
        "drift",
        "kind",
        "what",
        "before",
        "after",
        "began_not_before",
        "began_at",
        "ended_not_before",
        "ended_at",
        "exact",
        "actor",
        "ticket",
        "from",
        .. StampColumns.Header,
    ];

    public static ImmutableArray<string> PairsHeader { get; } =
    [
        "group",
        "population",
        "level",
        "pairs_gained",
        "pairs_lost",
        "severity_gained_low",
        "severity_gained_high",
        "severity_lost_low",
        "severity_lost_high",
        "from",
        .. StampColumns.Header,
    ];

    /// <summary>One line for each changed fact.</summary>
    public static IEnumerable<string[]> Facts(DriftAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Facts.Select(fact =>
            (string[])
                [
                    Word(fact.Drift),
                    fact.Kind,
                    fact.Subject,
                    fact.Before ?? "",
                    fact.After ?? "",
                    UtcText.Short(fact.Began?.NotBefore) ?? "",
                    UtcText.Short(fact.Began?.At) ?? "",
                    UtcText.Short(fact.Ended?.NotBefore) ?? "",
                    UtcText.Short(fact.Ended?.At) ?? "",
                    (fact.Began?.IsExact ?? true) && (fact.Ended?.IsExact ?? true) ? "yes" : "no",
                    fact.Actor ?? "",
                    fact.Ticket ?? "",
                    UtcText.Short(answer.From),
                    .. stamp,
                ]
        );
    }

    /// <summary>One line for each table group, population and level.</summary>
    public static IEnumerable<string[]> Pairs(DriftAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Pairs.Cells.Select(cell =>
            (string[])
                [
                    cell.Group ?? "",
                    cell.Population,
                    cell.Level.ToString(),
                    cell.PairsGained.ToString(CultureInfo.InvariantCulture),
                    cell.PairsLost.ToString(CultureInfo.InvariantCulture),
                    Number(cell.WeightGained.Low),
                    Number(cell.WeightGained.High),
                    Number(cell.WeightLost.Low),
                    Number(cell.WeightLost.High),
                    UtcText.Short(answer.From),
                    .. stamp,
                ]
        );
    }

    public static string Word(DriftKind drift) =>
        drift switch
        {
            DriftKind.Added => "added",
            DriftKind.Removed => "removed",
            DriftKind.Changed => "changed",
            DriftKind.CameAndWent => "came and went",
            DriftKind.WentAndCame => "went and came back",
        };

    /// <summary>Exact instants as they are, bounds as "between"; both ends of what came and went.</summary>
    public static string When(DriftFact fact) =>
        fact switch
        {
            { Began: { } began, Ended: { } ended } => began.At <= ended.At
                ? $"{When(began)} until {When(ended)}"
                : $"gone {When(ended)}, back {When(began)}",
            { Began: { } began } => When(began),
            { Ended: { } ended } => When(ended),
            _ => "",
        };

    /// <summary>Severity points: one number, or the interval of what nobody classified.</summary>
    public static string Weight(SeverityWeight weight) =>
        weight.Low == weight.High ? Points(weight.Low) : $"{Points(weight.Low)} to {Points(weight.High)}";

    private static string When(DriftInstant instant) =>
        instant.IsExact ? UtcText.Short(instant.At)
        : instant.NotBefore is { } notBefore ? $"between {UtcText.Short(notBefore)} and {UtcText.Short(instant.At)}"
        : $"not after {UtcText.Short(instant.At)}";

    private static string Points(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

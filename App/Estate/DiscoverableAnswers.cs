using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>A table that people can see and not query.</summary>
/// <param name="Readers">People who can read it: for comparison.</param>
public sealed record DiscoverableTableRow(
    TableName Table,
    SensitivityLabel? Label,
    ImmutableArray<string> Classes,
    ImmutableArray<string> Groups,
    MeasureRange People,
    int Readers
);

/// <summary>Somebody who can see tables and not query them.</summary>
/// <param name="Tables">How many.</param>
public sealed record DiscovererRow(PrincipalLabel Person, string? Department, MeasureRange Tables);

/// <summary>What is discoverable and not queryable .</summary>
/// <param name="Asked">Tables of the scope.</param>
/// <param name="Tables">Sensitive and unclassified first, then most people first.</param>
/// <param name="People">Most tables first.</param>
/// <param name="Distinct">People who can discover any of the tables only.</param>
/// <param name="Pairs">Persons and tables.</param>
public sealed record DiscoverableAnswer(
    string Scope,
    int Asked,
    ImmutableArray<DiscoverableTableRow> Tables,
    ImmutableArray<DiscovererRow> People,
    MeasureRange Distinct,
    MeasureRange Pairs,
    AnswerStamp Stamp
)
{
    /// <summary>Confidential, Restricted or unclassified.</summary>
    public int Sensitive => Tables.Count(row => IsSensitive(row.Label));

    internal static bool IsSensitive(SensitivityLabel? label) => label is null or >= SensitivityLabel.Confidential;
}

/// <summary>What is discoverable, in lines of a file, the same on the page and at the command line.</summary>
public static class DiscoverableLines
{
    public static ImmutableArray<string> TableHeader { get; } =
    [
        "table",
        "label",
        "classes",
        "table_groups",
        "people_discover_only_low",
        "people_discover_only_high",
        "people_who_read",
        .. StampColumns.Header,
    ];

    public static ImmutableArray<string> PeopleHeader { get; } =
    ["person", "department", "tables_discovered_only_low", "tables_discovered_only_high", .. StampColumns.Header];

    public static IEnumerable<string[]> Tables(DiscoverableAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Tables.Select(row =>
            (string[])
                [
                    row.Table.ToString(),
                    row.Label?.ToString() ?? "Unknown",
                    string.Join(' ', row.Classes),
                    string.Join("; ", row.Groups),
                    Count(row.People.Low),
                    Count(row.People.High),
                    Count(row.Readers),
                    .. stamp,
                ]
        );
    }

    public static IEnumerable<string[]> People(DiscoverableAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.People.Select(row =>
            (string[])
                [row.Person.Reference, row.Department ?? "", Count(row.Tables.Low), Count(row.Tables.High), .. stamp]
        );
    }

    /// <summary>"12", or "3 to 12" where it hangs on conditions.</summary>
    public static string Range(MeasureRange range) =>
        range.IsExact ? Text(range.High) : $"{Text(range.Low)} to {Text(range.High)}";

    /// <summary>One plain sentence of the whole.</summary>
    public static string Sentence(DiscoverableAnswer answer) =>
        answer.Tables.IsEmpty
            ? $"Nobody can discover a table of {answer.Scope} without being able to query it: who sees one of the {Text(answer.Asked)} tables can query it."
            : $"{Text(answer.Tables.Length)} of {Text(answer.Asked)} tables of {answer.Scope}, {Text(answer.Sensitive)} of them sensitive or unclassified, can be discovered and not queried by {Range(answer.Distinct)} people: {Range(answer.Pairs)} pairs of person and table.";

    private static string Text(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Count(double count) => count.ToString("0", CultureInfo.InvariantCulture);
}

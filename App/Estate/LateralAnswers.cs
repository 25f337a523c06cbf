using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>One way to a table, in words without real names.</summary>
/// <param name="Hops">Memberships on the way, and the step itself.</param>
public sealed record LateralPath(LateralWay Way, int Hops, bool IsConditional, string Text);

/// <summary>A table that somebody does not read and could come to read.</summary>
/// <param name="Label">Null where nobody classified it.</param>
/// <param name="Paths">The shortest first; at least one.</param>
public sealed record LateralRow(TableName Table, SensitivityLabel? Label, ImmutableArray<LateralPath> Paths)
{
    /// <summary>Confidential, Restricted or unclassified.</summary>
    public bool IsSensitive => Label is null or >= SensitivityLabel.Confidential;
}

/// <summary>What a person reads, and what they could come to read without anybody else's doing.</summary>
/// <param name="Direct">Tables read now.</param>
/// <param name="Rows">Sensitive and unclassified first, then fewest hops, then by name.</param>
public sealed record LateralAnswer(
    PrincipalLabel Person,
    int Direct,
    ImmutableArray<LateralRow> Rows,
    AnswerStamp Stamp
)
{
    public int Sensitive => Rows.Count(row => row.IsSensitive);

    public int OneHop => Rows.Count(row => row.Paths[0].Hops == 1);
}

/// <summary>Lateral reach in words and in lines of a file, the same on the page and at the command line.</summary>
public static class LateralLines
{
    /// <summary>What the sources that are read do not say: nothing is guessed of it.</summary>
    public static ImmutableArray<string> NotImported { get; } =
    [
        "Who may change a group's members: the owners of groups are in no source that is read.",
        "Which members of a Ranger role administer it: the role's file says so, and it is not imported.",
        "Who owns a service account: no source that is read says so.",
    ];

    public static ImmutableArray<string> Header { get; } =
    ["person", "table", "label", "hops", "way", "conditional", "path", .. StampColumns.Header];

    /// <summary>One line for each path.</summary>
    public static IEnumerable<string[]> Rows(LateralAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Rows.SelectMany(row =>
            row.Paths.Select(path =>
                (string[])
                    [
                        answer.Person.Reference,
                        row.Table.ToString(),
                        row.Label?.ToString() ?? "Unknown",
                        path.Hops.ToString(CultureInfo.InvariantCulture),
                        Word(path.Way),
                        path.IsConditional ? "yes" : "no",
                        path.Text,
                        .. stamp,
                    ]
            )
        );
    }

    public static string Word(LateralWay way) =>
        way switch
        {
            LateralWay.DelegatedAdmin => "delegated admin",
            LateralWay.GrantOption => "grant option",
            LateralWay.RoleAdmin => "role admin",
        };

    /// <summary>One plain sentence of the whole.</summary>
    public static string Sentence(LateralAnswer answer) =>
        answer.Rows.IsEmpty
            ? $"{answer.Person.Text} reads {Tables(answer.Direct)}, and nothing that is imported lets them come to read another without somebody else."
            : $"{answer.Person.Text} reads {Tables(answer.Direct)} and could come to read {Text(answer.Rows.Length)} more without anybody else, {Text(answer.Sensitive)} of them sensitive or unclassified; {Text(answer.OneHop)} in one hop.";

    private static string Tables(int count) => count == 1 ? "1 table" : $"{Text(count)} tables";

    private static string Text(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Findings;

/// <summary>Commitments in lines of a file, the same on the page and at the command line.</summary>
public static class CommitmentLines
{
    public static ImmutableArray<string> Header { get; } =
    [
        "id",
        "review",
        "text",
        "check",
        "parameters",
        "scope",
        "in_force_since",
        "state",
        "first_broken",
        "broken_until",
        "days_out",
        "statement",
        "finding",
        .. StampColumns.Header,
    ];

    public static string?[] Row(CommitmentRow row, AnswerStamp stamp) =>
        [
            row.Id,
            row.Review,
            row.Text,
            row.Check,
            row.Parameters,
            row.Scope,
            UtcText.Of(row.Since),
            row.State.ToString(),
            UtcText.Of(row.FirstBroken),
            row.IsBrokenNow ? null : UtcText.Of(row.Until),
            row.DaysOut.ToString("0.00", CultureInfo.InvariantCulture),
            row.Statement,
            row.Finding,
            .. StampColumns.Of(stamp),
        ];
}

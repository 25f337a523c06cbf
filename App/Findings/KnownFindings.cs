using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Findings;

/// <summary>Between a finding as it is shown and as it is remembered.</summary>
internal static class KnownFindings
{
    private const string TableKind = "table:";
    private const string LoginKind = "login:";

    public static KnownFindingRecord Record(FindingRow row, DateTimeOffset seenAt) =>
        new(
            row.Id,
            row.Rule.Id,
            row.Severity.ToString(),
            row.Statement,
            string.Join('\n', row.Subjects.Select(subject => subject.Text.ReplaceLineEndings(" "))),
            row.From,
            row.To,
            row.Amount,
            row.Terms.Weight,
            row.Terms.People,
            row.Terms.IsGapOnly,
            row.Owner?.Reference,
            row.Owner?.Team,
            seenAt,
            FindingNumbers.Write(row)
        );

    /// <summary>Null where its rule is no more.</summary>
    public static FindingRow? Row(KnownFindingRecord row)
    {
        if (FindingRules.Find(row.Rule) is not { } rule)
        {
            return null;
        }

        var numbers = FindingNumbers.Read(row.Numbers);
        return new(
            row.Fingerprint,
            rule,
            Enum.Parse<FindingSeverity>(row.Severity),
            [.. row.Subjects.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Subject)],
            row.From,
            row.To,
            row.Amount,
            row.Statement,
            new(row.Weight, row.People, row.IsGapOnly),
            Waiver: null,
            row.Owner is null ? null : new(row.Owner, row.Team)
        )
        {
            Figures = numbers.Figures,
            Statistic = numbers.Statistic,
        };
    }

    private static FindingSubject Subject(string text) =>
        text.StartsWith(TableKind, StringComparison.Ordinal)
            ? new(text, TableName.TryParse(text[TableKind.Length..], out var table) ? table : null)
        : text.StartsWith(LoginKind, StringComparison.Ordinal)
            ? new(text, Person: new(text[LoginKind.Length..], text[LoginKind.Length..], PrincipalKind.User))
        : new(text);
}

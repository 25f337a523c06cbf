using System.Collections.Immutable;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Findings;

/// <summary>One promise of a privacy review and how it stands, as it may be shown.</summary>
/// <param name="Scope">As the review wrote it.</param>
/// <param name="Evidence">What breaks it; people by pseudonym.</param>
/// <param name="Finding">The fingerprint of the finding that says it is broken; null where none does.</param>
/// <param name="Severity">Of a broken one; null otherwise.</param>
public sealed record CommitmentRow(
    string Id,
    string Review,
    string Text,
    string Check,
    string? Parameters,
    string Scope,
    DateTimeOffset Since,
    CommitmentState State,
    ImmutableArray<BrokenTime> Broken,
    double DaysOut,
    string Statement,
    ImmutableArray<FindingSubject> Evidence,
    string? Finding,
    FindingSeverity? Severity
)
{
    public DateTimeOffset? FirstBroken => Broken is [var first, ..] ? first.From : null;

    /// <summary>Null while it is broken, and where it never was.</summary>
    public DateTimeOffset? Until => Broken is [.., var last] ? last.To : null;

    public bool IsBrokenNow => Broken is [.., { To: null }];
}

/// <summary>Every commitment in force: broken first, then unknown, then kept; by first date, then id.</summary>
public sealed record CommitmentsAnswer(ImmutableArray<CommitmentRow> Rows, AnswerStamp Stamp)
{
    /// <summary>How they stood over time, up to the answer's instant.</summary>
    public ImmutableArray<CommitmentStretch> History => CommitmentHistory.Of(Rows, Stamp.At);

    public int Count(CommitmentState state) => Rows.Count(row => row.State == state);
}

/// <summary>How the commitments stand in one picture.</summary>
internal sealed record CommitmentBoard(ImmutableArray<CommitmentRow> Rows)
{
    public static CommitmentBoard Of(EstateView view, RuleContext context, ImmutableArray<FindingRow> findings)
    {
        var broken = findings
            .Where(finding => finding.Rule.Id == new CommitmentBroken().Info.Id)
            .ToDictionary(finding => finding.Subjects[0].Text, StringComparer.Ordinal);
        return new([
            .. context
                .Commitments.Select(one => Row(view, one, broken.GetValueOrDefault($"commitment:{one.Commitment.Id}")))
                .OrderBy(row =>
                    row.State switch
                    {
                        CommitmentState.Broken => 0,
                        CommitmentState.Unknown => 1,
                        CommitmentState.Kept => 2,
                    }
                )
                .ThenBy(row => row.FirstBroken)
                .ThenBy(row => row.Id, StringComparer.Ordinal),
        ]);
    }

    private static CommitmentRow Row(EstateView view, CommitmentStanding standing, FindingRow? finding) =>
        new(
            standing.Commitment.Id,
            standing.Commitment.Review,
            view.Names.Text(standing.Commitment.Text),
            standing.Commitment.Check,
            standing.Commitment.Parameters is { } parameters ? view.Names.Text(parameters) : null,
            view.Names.Text(standing.Commitment.Scope),
            standing.Since,
            standing.State,
            standing.Broken,
            standing.DaysOut,
            view.Names.Text(standing.Statement).Replace("login:", "", StringComparison.Ordinal),
            [.. standing.Evidence.Select(subject => FindingQuestions.Shown(view, subject))],
            finding?.Id,
            finding?.Severity
        );
}

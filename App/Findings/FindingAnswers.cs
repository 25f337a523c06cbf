using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Findings;

/// <summary>Which findings are asked for.</summary>
/// <param name="Rule">A rule's id; null for all.</param>
/// <param name="AtLeast">Only findings this severe or more.</param>
/// <param name="Search">Words that the finding holds, as it is shown.</param>
/// <param name="Status">Only findings that stand there; null for all that are found, those that a waiver permits included and those that are resolved not.</param>
/// <param name="Owner">A pseudonym, a login, a team, or <see cref="Nobody"/>.</param>
/// <param name="IsOverdue">Only findings whose due date has come.</param>
/// <param name="IsWaiverAsked">Only findings for which a waiver was asked that nobody has answered.</param>
public sealed record FindingFilter(
    string? Rule = null,
    FindingSeverity AtLeast = FindingSeverity.Informational,
    string? Search = null,
    FindingStatus? Status = null,
    string? Owner = null,
    bool IsOverdue = false,
    bool IsWaiverAsked = false
)
{
    /// <summary>The owner of what nobody owns.</summary>
    public const string Nobody = "nobody";
}

/// <summary>One thing or person that a finding concerns, as it may be shown.</summary>
/// <param name="Text">With its kind before a colon; people by pseudonym.</param>
/// <param name="Table">Where it is a table.</param>
/// <param name="Person">Where it is a login.</param>
public sealed record FindingSubject(string Text, TableName? Table = null, PrincipalLabel? Person = null);

/// <summary>One finding, as it may be shown.</summary>
/// <param name="Id">Its fingerprint: the same in every snapshot in which rule and subjects are the same.</param>
/// <param name="Waiver">The waiver in force that suppresses it, by id, and its end; null where there is none. A waived finding still counts.</param>
/// <param name="Owner">Null where nobody answers for it.</param>
/// <param name="Life">Null where no snapshot was judged that has it: it is found at an earlier instant of the snapshot only.</param>
public sealed record FindingRow(
    string Id,
    RuleInfo Rule,
    FindingSeverity Severity,
    ImmutableArray<FindingSubject> Subjects,
    DateTimeOffset? From,
    DateTimeOffset? To,
    long Amount,
    string Statement,
    SeverityTerms Terms,
    (string Id, DateTimeOffset Until)? Waiver,
    FindingOwner? Owner = null,
    FindingLife? Life = null
)
{
    /// <inheritdoc cref="Finding.Statistic"/>
    public FindingStatistic? Statistic { get; init; }

    /// <summary>What else was counted.</summary>
    public ImmutableArray<FindingFigure> Figures { get; init; } = [];
}

/// <summary>One rule with what it found.</summary>
public sealed record RuleCount(RuleInfo Rule, int Findings, int Waived);

/// <summary>What the rules found, most severe first.</summary>
/// <param name="Rules">Every rule by id, also those that found nothing.</param>
/// <param name="Total">All findings that are found, filtered or not; those that are resolved are not among them.</param>
/// <param name="Waived">Of them those that a waiver in force suppresses.</param>
/// <param name="Statuses">How many findings stand where, filtered or not, every status.</param>
/// <param name="Owners">Who owns any that is found, by name.</param>
/// <param name="WaiversAsked">How many of the found have a waiver that waits for its approval.</param>
public sealed record FindingsAnswer(
    ImmutableArray<FindingRow> Rows,
    ImmutableArray<RuleCount> Rules,
    int Total,
    int Waived,
    AnswerStamp Stamp,
    ImmutableSortedDictionary<FindingStatus, int> Statuses,
    ImmutableArray<string> Owners,
    int WaiversAsked
);

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>How urgent a finding is; ordered.</summary>
public enum FindingSeverity
{
    Informational,
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>What a finding's severity follows from, so that it can be shown and argued with.</summary>
/// <param name="Weight">Severity points of the data concerned (metrics 6.1), 0.25 to 4; of unclassified data 4, since it may be anything.</param>
/// <param name="People">People concerned: who can read it, or whose data it is; 0 where nobody is known to be.</param>
/// <param name="IsGapOnly">Something is not written down, or not known; nobody is shown to have gained by it.</param>
public sealed record SeverityTerms(double Weight, int People, bool IsGapOnly = false)
{
    private const double Restricted = 3;
    private const double Confidential = 1.5;
    private const int Many = 100;

    /// <summary>
    /// Restricted data is High, and Critical from 100 people on; Confidential data is Medium, and High from 100 people on; other data is Low. A gap in what is
    /// written down is one step lower.
    /// </summary>
    public FindingSeverity Severity
    {
        get
        {
            var basis =
                Weight >= Restricted ? FindingSeverity.High
                : Weight >= Confidential ? FindingSeverity.Medium
                : FindingSeverity.Low;
            var step = (People >= Many && Weight >= Confidential ? 1 : 0) - (IsGapOnly ? 1 : 0);
            return basis + step;
        }
    }
}

/// <summary>Another number that a finding says, beside its amount.</summary>
/// <param name="Name">What it counts, in a word or two.</param>
public readonly record struct FindingFigure(string Name, long Value);

/// <summary>A rule's verdict on a snapshot at one instant.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Subjects">
/// Whom and what it concerns, in the sources' own names, each with its kind before a colon: <c>table:db.t</c>, <c>login:ann</c>, <c>flow:F</c>. Logins are real names: pages, exports
/// and the command line show pseudonyms.
/// </param>
/// <param name="From">Since when; null where that is not known.</param>
/// <param name="To">Until when; null where it still holds.</param>
/// <param name="Amount">How much of it, in the rule's unit.</param>
/// <param name="Statement">One plain sentence; people stand in it as <c>login:NAME</c>.</param>
public sealed record Finding(
    string Rule,
    ImmutableArray<string> Subjects,
    DateTimeOffset? From,
    DateTimeOffset? To,
    long Amount,
    string Statement,
    SeverityTerms Terms
)
{
    public FindingSeverity Severity => Terms.Severity;

    /// <summary>What else was counted.</summary>
    public ImmutableArray<FindingFigure> Figures { get; init; } = [];

    /// <summary>What a statistical rule measured and compared with; null where the rule follows from facts alone.</summary>
    public FindingStatistic? Statistic { get; init; }

    /// <summary>What the fingerprint is made of where subjects were written otherwise when findings of the rule were first registered; null for the subjects.</summary>
    public ImmutableArray<string>? KnownBy { get; init; }

    /// <summary>
    /// Sixteen hexadecimal digits that stay the same as long as rule and subjects do, whatever the amount: by it a finding is known again in
    /// a later snapshot. Of what happened once, the beginning is part of it.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            var text = new StringBuilder(Rule);
            foreach (var subject in (KnownBy ?? Subjects).Order(StringComparer.Ordinal))
            {
                text.Append('\n').Append(subject);
            }

            if (To is not null && From is { } from)
            {
                text.Append('\n').Append(from.ToUnixTimeMilliseconds());
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
        }
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Whether a promise was kept for as long as it has been in force.</summary>
public enum CommitmentState
{
    Kept,

    /// <summary>It was broken at least once, even where it is kept again.</summary>
    Broken,

    /// <summary>The check is not known, cannot be read, or nothing is recorded that it could be judged by.</summary>
    Unknown,
}

/// <summary>A time in which a commitment was not kept, half-open.</summary>
/// <param name="To">Null while it goes on.</param>
public readonly record struct BrokenTime(DateTimeOffset From, DateTimeOffset? To);

/// <summary>How one commitment of a privacy review stands.</summary>
/// <param name="Since">The commitment is in force since then; what was before breaks nothing.</param>
/// <param name="Broken">By beginning, apart from each other; empty unless the state is Broken.</param>
/// <param name="Evidence">What breaks it, or what it was judged by, as findings name their subjects.</param>
/// <param name="Statement">One plain sentence; people stand in it as <c>login:NAME</c>.</param>
/// <param name="DaysOut">Days out of conformance up to the judged instant.</param>
public sealed record CommitmentStanding(
    Commitment Commitment,
    DateTimeOffset Since,
    CommitmentState State,
    ImmutableArray<BrokenTime> Broken,
    double DaysOut,
    ImmutableArray<string> Evidence,
    string Statement,
    SeverityTerms Terms
)
{
    public DateTimeOffset? FirstBroken => Broken is [var first, ..] ? first.From : null;

    /// <summary>Null while it is broken, and where it never was.</summary>
    public DateTimeOffset? Until => Broken is [.., var last] ? last.To : null;

    public bool IsBrokenNow => Broken is [.., { To: null }];
}

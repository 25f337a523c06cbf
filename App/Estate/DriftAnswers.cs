using System.Collections.Immutable;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Estate;

/// <summary>What became of a fact between two instants.</summary>
public enum DriftKind
{
    Added,
    Removed,
    Changed,

    /// <summary>It is there at neither instant, and was in between.</summary>
    CameAndWent,

    /// <summary>It is the same at both instants, and was not in between.</summary>
    WentAndCame,
}

/// <summary>When a change happened: exact where both are the same; else not before the one, and not after the other.</summary>
/// <param name="NotBefore">Null where nothing was known before.</param>
public sealed record DriftInstant(DateTimeOffset? NotBefore, DateTimeOffset At)
{
    public bool IsExact => NotBefore == At;
}

/// <summary>One fact that differs, people as pseudonyms.</summary>
/// <param name="Kind">What kind of fact: policy, grant, membership, nesting, account, table, owner, tag, path, zone, service, data owner.</param>
/// <param name="Subject">Which fact.</param>
/// <param name="Before">What was so at the earlier instant; null for nothing, or where being there is all that there is to say.</param>
/// <param name="After">What is so at the later one.</param>
/// <param name="Began">When it began, in between; null where it did not.</param>
/// <param name="Ended">When it last ended, in between; null where it did not.</param>
/// <param name="Actor">Who did it, by pseudonym, as the change log says; null where it does not.</param>
public sealed record DriftFact(
    DriftKind Drift,
    string Kind,
    string Subject,
    string? Before,
    string? After,
    DriftInstant? Began,
    DriftInstant? Ended,
    string? Actor,
    string? Ticket
)
{
    /// <summary>The last thing that happened to it.</summary>
    public DateTimeOffset LastAt =>
        Began is { } began && Ended is { } ended ? (began.At > ended.At ? began.At : ended.At) : (Began ?? Ended)!.At;
}

/// <summary>What drifted between two instants of one snapshot's time.</summary>
/// <param name="Facts">By kind, subject, and the instant.</param>
/// <param name="Stamp">Of the later instant.</param>
public sealed record DriftAnswer(
    DateTimeOffset From,
    DateTimeOffset To,
    ImmutableArray<DriftFact> Facts,
    PairDrift Pairs,
    AnswerStamp Stamp
)
{
    public bool IsEmpty => Facts.IsEmpty && Pairs.Cells.IsEmpty;
}

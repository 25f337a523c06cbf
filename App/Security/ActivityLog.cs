using System.Collections.Immutable;

namespace GovernanceDashboard.Security;

/// <summary>One thing that one of our own users did. Rows are chained: each hash covers the row and the hash before it.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="What">What it was done to, without real names.</param>
public sealed record ActivityEntry(
    long Sequence,
    DateTimeOffset At,
    string User,
    string Action,
    string What,
    string? Reason,
    string PreviousHash,
    string Hash
);

/// <summary>Where the chain ends: pins the whole log. <see cref="Hash"/> is 64 zeros for an empty log.</summary>
public sealed record ActivityHead(long Length, string Hash);

/// <summary>Whether the chain holds. <see cref="BrokenAt"/> is the first row that does not fit; null where all do.</summary>
public sealed record ActivityVerification(long Rows, string Head, long? BrokenAt, string? Reason);

/// <summary>Append-only, hash-chained record of what users did with the product. Safe across processes.</summary>
public sealed class ActivityLog
{
    public Task<ActivityEntry> AppendAsync(
        CurrentUser user,
        string action,
        string what,
        string? reason,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();

    public Task<ActivityHead> HeadAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Newest first.</summary>
    public Task<ImmutableArray<ActivityEntry>> ReadAsync(int skip, int take, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public Task<ActivityVerification> VerifyAsync(CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}

using GovernanceDashboard.Data.Records;

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
)
{
    internal static ActivityEntry Of(ActivityRecord row) =>
        new(row.Sequence, row.At, row.User, row.Action, row.What, row.Reason, row.PreviousHash, row.Hash);
}

/// <summary>Where the chain ends: pins the whole log. <see cref="Hash"/> is 64 zeros for an empty log.</summary>
public sealed record ActivityHead(long Length, string Hash);

/// <summary>Whether the chain holds. <see cref="BrokenAt"/> is the first row that does not fit; null where all do.</summary>
/// <param name="Rows">Rows that were read, up to and without the broken one.</param>
/// <param name="Head">The hash of the last row that fits.</param>
/// <param name="Reason">What is wrong with the broken row, for a reader.</param>
public sealed record ActivityVerification(long Rows, string Head, long? BrokenAt, string? Reason);

using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>Which picture a question is about. Null means: the newest snapshot, and the instant that it describes.</summary>
public sealed record Picture(SnapshotId? Snapshot = null, DateTimeOffset? At = null)
{
    public static Picture Newest { get; } = new();
}

/// <summary>Why a question has no answer. Each is a state of the page and an exit code of the command line.</summary>
public enum NoAnswer
{
    /// <summary>Nothing has been imported yet (exit 5).</summary>
    NoSnapshot,

    /// <summary>The snapshot holds no access policies: who can read what cannot be answered, and "nobody" would be a guess (exit 5).</summary>
    NoPolicies,

    /// <summary>The snapshot does not exist, or knows nothing of that instant (exit 64).</summary>
    OutsideSnapshot,

    /// <summary>No such table, column, person, group or population (exit 4).</summary>
    NotFound,

    /// <summary>The reference fits more than one principal (exit 4).</summary>
    Ambiguous,

    /// <summary>It would tell a wide audience what fewer than five people do (exit 64).</summary>
    Withheld,
}

/// <summary>A question without an answer; the message says what was asked and what would work.</summary>
public sealed class NoAnswerException(NoAnswer reason, string message) : Exception(message)
{
    public NoAnswer Reason { get; } = reason;
}

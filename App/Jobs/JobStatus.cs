using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Jobs;

public enum JobState
{
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>A job as the status bar shows it. Replaced whole, never edited.</summary>
/// <param name="Error">What a reader may know of the failure; null unless failed.</param>
/// <param name="Reference">For a failed job: the number under which the log has the details; null where its question only had no answer.</param>
public sealed record JobStatus(
    Guid Id,
    string Title,
    string StartedBy,
    JobState State,
    WorkProgress Progress,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string? Error,
    string? Reference
);

using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Jobs;

public enum JobState
{
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>A job as the status bar shows it. Replaced whole, never edited.</summary>
/// <param name="Reference">For a failed job: the number under which the log has the details.</param>
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

/// <summary>Background work with progress and cancel: nothing slow runs on a circuit's thread. Jobs live with the process, not the page.</summary>
public sealed class JobBoard
{
    /// <summary>Newest first; ended jobs stay listed for an hour, at most 50.</summary>
    public ImmutableArray<JobStatus> Jobs => throw new NotImplementedException();

    /// <summary>Starts work on the thread pool and returns at once.</summary>
    public Guid Start(string title, CurrentUser by, Func<IProgress<WorkProgress>, CancellationToken, Task> work) =>
        throw new NotImplementedException();

    /// <summary>Starts work and completes with its result; a fault or cancellation reaches the caller too. Cancelling the token cancels the job.</summary>
    public Task<T> RunAsync<T>(
        string title,
        CurrentUser by,
        Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();

    public void Cancel(Guid id) => throw new NotImplementedException();

    /// <summary>Calls back after changes, at most every 100 ms, on a pool thread, until disposed.</summary>
    public IDisposable Subscribe(Action changed) => throw new NotImplementedException();
}

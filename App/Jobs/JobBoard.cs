using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Jobs;

/// <summary>Background work with progress and cancel: nothing slow runs on a circuit's thread. Jobs live with the process, not the page.</summary>
/// <remarks>Thread-safe. Stopping the host cancels every job and waits for them to end.</remarks>
public sealed class JobBoard(TimeProvider clock, ILogger<JobBoard> log) : IHostedService, IDisposable
{
    private const int MostEnded = 50;

    private static readonly TimeSpan s_keepEnded = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _shutdown = new();
    private readonly JobSubscriptions _subscriptions = new(clock, log);

    // Newest first.
    private ImmutableList<Job> _jobs = [];

    /// <summary>Newest first; ended jobs stay listed for an hour, at most 50.</summary>
    public ImmutableArray<JobStatus> Jobs
    {
        get
        {
            lock (_gate)
            {
                Prune();
                return [.. _jobs.Select(job => job.Status)];
            }
        }
    }

    /// <summary>Starts work on the thread pool and returns at once.</summary>
    public Guid Start(string title, CurrentUser by, Func<IProgress<WorkProgress>, CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var job = Add(title, by, CancellationToken.None);

        // Nobody awaits this one: what happened to it stands on the board.
        _ = Run(
            job,
            async (progress, token) =>
            {
                await work(progress, token);
                return true;
            }
        );
        return job.Status.Id;
    }

    /// <summary>Starts work and completes with its result; a fault or cancellation reaches the caller too. Cancelling the token cancels the job.</summary>
    public async Task<T> RunAsync<T>(
        string title,
        CurrentUser by,
        Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        var outcome = await Run(Add(title, by, cancellationToken), work);
        return await outcome;
    }

    /// <summary>Starts work and gives its id and its result; a fault or cancellation stands in the task and on the board.</summary>
    public (Guid Job, Task<T> Ended) Begin<T>(
        string title,
        CurrentUser by,
        Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        var job = Add(title, by, cancellationToken);
        return (job.Status.Id, EndAsync(Run(job, work)));

        static async Task<T> EndAsync(Task<Task<T>> run) => await await run;
    }

    /// <summary>Asks the job to stop; one that has ended or never was is left alone. It counts as cancelled when its work has stopped.</summary>
    public void Cancel(Guid id)
    {
        Job? job;
        lock (_gate)
        {
            job = _jobs.Find(candidate => candidate.Status.Id == id && candidate.Status.State == JobState.Running);
        }

        // Outside the lock: cancelling runs the callbacks of whoever registered, and they may ask the board.
        job?.RequestStop();
    }

    /// <summary>Calls back after changes, at most every 100 ms, on a pool thread, until disposed.</summary>
    public IDisposable Subscribe(Action changed) => _subscriptions.Add(changed);

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        await _shutdown.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [.. _jobs.Select(job => job.Ended)];
        }

        await Task.WhenAll(running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _shutdown.Cancel();
        _subscriptions.Dispose();
    }

    private Job Add(string title, CurrentUser by, CancellationToken caller)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(by);
        var status = new JobStatus(
            Guid.NewGuid(),
            title,
            by.Name,
            JobState.Running,
            new WorkProgress(title, 0),
            clock.GetUtcNow(),
            EndedAt: null,
            Error: null,
            Reference: null
        );
        var job = new Job(status, CancellationTokenSource.CreateLinkedTokenSource(_shutdown.Token, caller));
        lock (_gate)
        {
            _jobs = _jobs.Insert(0, job);
            Prune();
        }

        _subscriptions.Changed();
        return job;
    }

    // Completes when the job has ended, whatever its end was; the end itself is the inner task.
    private Task<Task<T>> Run<T>(Job job, Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work) =>
        Task.Run(async () =>
        {
            var outcome = await EndOf(job, work);
            job.Finished();
            return outcome;
        });

    private async Task<Task<T>> EndOf<T>(Job job, Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work)
    {
        try
        {
            job.Token.ThrowIfCancellationRequested();
            var result = await work(new JobProgress(this, job), job.Token);
            End(job, status => status with { State = JobState.Succeeded });
            return Task.FromResult(result);
        }
        catch (OperationCanceledException cancelled) when (job.Token.IsCancellationRequested)
        {
            End(job, status => status with { State = JobState.Cancelled });
            return Task.FromException<T>(cancelled);
        }
        catch (NoAnswerException none) // Told to whoever asked: nothing is at fault that a log could explain.
        {
            End(job, status => status with { State = JobState.Failed, Error = none.Message });
            return Task.FromException<T>(none);
        }
        catch (Exception fault) // The job loop: whatever the work throws must end its job, not the process.
        {
            var reference = job.Status.Id.ToString("N")[..8];
            log.JobFailed(fault, job.Status.Title, reference);
            var error = ReadableCause(fault);
            End(job, status => status with { State = JobState.Failed, Error = error, Reference = reference });
            return Task.FromException<T>(fault);
        }
    }

    private void End(Job job, Func<JobStatus, JobStatus> end) =>
        Replace(job, status => end(status) with { EndedAt = clock.GetUtcNow() });

    private void Replace(Job job, Func<JobStatus, JobStatus> change)
    {
        lock (_gate)
        {
            // A report that comes after the end must not wake the job up.
            if (job.Status.State != JobState.Running)
            {
                return;
            }

            job.Status = change(job.Status);
        }

        _subscriptions.Changed();
    }

    private void Prune()
    {
        var oldest = clock.GetUtcNow() - s_keepEnded;
        var ended = 0;
        _jobs = _jobs.RemoveAll(job => job.Status.EndedAt is { } at && (at <= oldest || ++ended > MostEnded));
    }

    // Only messages written for readers: any other exception's text may hold names and paths.
    private static string ReadableCause(Exception fault) =>
        fault is AccessRefusedException or InvalidDataException or MetastoreException or StoreException
            ? fault.Message
            : "It failed unexpectedly. The log has the details under the reference.";

    // Not Progress<T>: that one posts to the starter's context, which may be a page that is gone.
    private sealed class JobProgress(JobBoard board, Job job) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => board.Replace(job, status => status with { Progress = value });
    }

    /// <summary>A job's identity; its status is replaced under the board's lock.</summary>
    private sealed class Job(JobStatus status, CancellationTokenSource stop)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public JobStatus Status { get; set; } = status;

        public CancellationToken Token { get; } = stop.Token;

        public Task Ended => _ended.Task;

        public void RequestStop()
        {
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended between the question and the request.
            }
        }

        public void Finished()
        {
            stop.Dispose();
            _ended.SetResult();
        }
    }
}

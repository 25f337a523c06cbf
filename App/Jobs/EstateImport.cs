using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Import;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Jobs;

/// <summary>An import that a page started.</summary>
/// <param name="Job">Its job on the board.</param>
/// <param name="Title">What is imported, without any password.</param>
/// <param name="Report">Null while it runs, and where it was cancelled or broke.</param>
public sealed record StartedImport(Guid Job, string Title, ImportReport? Report);

/// <summary>Runs imports in the background, one at a time, and keeps the last one's report for whoever comes back to look.</summary>
/// <remarks>Thread-safe. The report lives with the process; the snapshot and the activity log keep what has to last.</remarks>
public sealed class EstateImport(ImportRun import, ActiveSnapshot active, DeviationNotice deviation, JobBoard jobs)
{
    private readonly Lock _gate = new();
    private StartedImport? _latest;

    /// <summary>Null before the first.</summary>
    public StartedImport? Latest
    {
        get
        {
            lock (_gate)
            {
                return _latest;
            }
        }
    }

    /// <summary>Starts and returns at once.</summary>
    /// <returns>False where another import runs: nothing was started.</returns>
    /// <exception cref="AccessRefusedException">The user may not import.</exception>
    public bool TryStart(CurrentUser user, ImportRequest request)
    {
        var title = request.Metastore is { } metastore
            ? $"Import from the metastore {metastore.Server}"
            : $"Import from {request.Folder}";
        var origin = request.Metastore is null ? "an import from a folder" : "an import from a metastore";
        return TryRun(user, request, title, deviation.IsForEveryImport ? origin : null, CancellationToken.None)
            is not null;
    }

    /// <summary>As the other; its end can be waited for. A report without a snapshot is a fault, so that the board shows what became of it.</summary>
    /// <returns>Null where another import runs: nothing was started.</returns>
    /// <exception cref="AccessRefusedException">The user may not import.</exception>
    public (Guid Job, Task<ImportReport> Ended)? TryRun(
        CurrentUser user,
        ImportRequest request,
        string title,
        CancellationToken cancellationToken
    ) => TryRun(user, request, title, null, cancellationToken);

    private (Guid Job, Task<ImportReport> Ended)? TryRun(
        CurrentUser user,
        ImportRequest request,
        string title,
        string? toldAs,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Import);
        lock (_gate)
        {
            if (jobs.Jobs.Any(job => job.Id == _latest?.Job && job.State == JobState.Running))
            {
                return null;
            }

            var run = jobs.Begin(
                title,
                user,
                (progress, token) => RunAsync(user, request, toldAs, progress, token),
                cancellationToken
            );
            _latest = new(run.Job, title, null);
            return run;
        }
    }

    private async Task<ImportReport> RunAsync(
        CurrentUser user,
        ImportRequest request,
        string? toldAs,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var report = await import.RunAsync(user, request, progress, cancellationToken);
        lock (_gate)
        {
            _latest = _latest! with { Report = report }; // only one runs at a time, so the latest is this one
        }

        if (report.Failure is { } failure)
        {
            throw new InvalidDataException(failure); // so that the board shows what became of it
        }

        await active.RefreshAsync(CancellationToken.None);
        if (toldAs is not null)
        {
            progress.Report(new("Comparing access with the snapshot before", 0));
            await deviation.TellAsync(toldAs, report, CancellationToken.None);
        }

        return report;
    }
}

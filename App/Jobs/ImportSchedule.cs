using System.Collections.Immutable;
using GovernanceDashboard.Import;
using GovernanceDashboard.Security;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>A schedule as pages show it.</summary>
/// <param name="NextAt">Null while it runs.</param>
/// <param name="Last">Null before the first run.</param>
public sealed record ScheduleStatus(
    ScheduledImport Import,
    bool IsRunning,
    DateTimeOffset? NextAt,
    ScheduleOutcome? Last
);

/// <summary>
/// Runs the configured imports when they are due, one at a time and never beside another import, as jobs that the board shows and a user can cancel.
/// A failure and a deviation of access from the snapshot before are notified.
/// </summary>
public sealed class ImportSchedule(
    EstateImport imports,
    ScheduleBook book,
    DeviationNotice deviation,
    Notifier notifier,
    JobBoard jobs,
    IOptions<ScheduleOptions> options,
    TimeProvider clock,
    ILogger<ImportSchedule> logger
) : BackgroundService
{
    private static readonly CurrentUser s_system = new("schedule", AppRole.Admin);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(15);

    private readonly DateTimeOffset _since = clock.GetUtcNow();
    private readonly Lock _gate = new();
    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
    private string? _running;

    /// <summary>In the order of the configuration.</summary>
    public ImmutableArray<ScheduleStatus> Statuses
    {
        get
        {
            lock (_gate)
            {
                return [.. options.Value.Imports.Select(Status)];
            }
        }
    }

    /// <summary>Makes a schedule due at once; it waits its turn behind an import that runs.</summary>
    /// <exception cref="AccessRefusedException">The user may not import.</exception>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    public void RunNow(CurrentUser user, string name)
    {
        RolePermissions.Demand(user, AppAction.Import);
        if (!options.Value.Imports.Any(import => import.Name == name))
        {
            throw new ArgumentException($"There is no schedule named '{name}'.", nameof(name));
        }

        lock (_gate)
        {
            _wanted.Add(name);
        }
    }

    /// <summary>Runs what is due now, one after the other; what finds another import running stays due.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        foreach (var import in options.Value.Imports)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            lock (_gate)
            {
                if (!_wanted.Contains(import.Name) && NextAt(import) > clock.GetUtcNow())
                {
                    continue;
                }
            }

            await RunAsync(import, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Imports.IsEmpty)
        {
            return;
        }

        using var timer = new PeriodicTimer(s_look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunDueAsync(stoppingToken);
        }
    }

    private async Task RunAsync(ScheduledImport import, CancellationToken cancellationToken)
    {
        ImportReport? report = null;
        string? problem = null;
        try
        {
            if (
                imports.TryRun(s_system, import.Request(), $"Scheduled import {import.Name}", cancellationToken)
                is not { } run
            )
            {
                return;
            }

            Running(import.Name);
            // Whatever happened stands on the board, where the job's loop has put it.
            await ((Task)run.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            report = run.Ended.IsCompletedSuccessfully ? await run.Ended : null;
            problem = report is null ? Problem(run.Job) : null;
        }
        catch (InvalidDataException fault)
        {
            problem = fault.Message;
        }
        finally
        {
            Running(null);
        }

        var good = report?.Snapshot is { } snapshot
            ? $"Snapshot {snapshot.Id}, {report.RefusedCount} rows refused. {report.Outcome}".TrimEnd()
            : null;
        lock (_gate)
        {
            _wanted.Remove(import.Name);
            book.Note(
                import.Name,
                new(clock.GetUtcNow(), good is not null, good ?? problem ?? "It ended without a snapshot.")
            );
        }

        logger.ScheduledImportEnded(import.Name, good is not null);
        if (good is null)
        {
            await notifier.TellAsync(
                "import failed",
                $"The scheduled import {import.Name} failed: {problem}",
                new { schedule = import.Name, problem },
                CancellationToken.None
            );
        }
        else
        {
            await deviation.TellAsync($"the scheduled import {import.Name}", report!, cancellationToken);
        }
    }

    private string Problem(Guid job) =>
        jobs.Jobs.FirstOrDefault(status => status.Id == job) switch
        {
            { State: JobState.Cancelled } => "It was cancelled.",
            { Error: { } error, Reference: var reference } => reference is null
                ? error
                : $"{error} Reference {reference}.",
            _ => "It ended without a snapshot.",
        };

    private ScheduleStatus Status(ScheduledImport import) =>
        new(
            import,
            _running == import.Name,
            _running == import.Name ? null
                : _wanted.Contains(import.Name) ? clock.GetUtcNow()
                : NextAt(import),
            book.Of(import.Name)
        );

    private DateTimeOffset NextAt(ScheduledImport import) => import.NextAfter(book.Of(import.Name)?.EndedAt, _since);

    private void Running(string? name)
    {
        lock (_gate)
        {
            _running = name;
        }
    }
}

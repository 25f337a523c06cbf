using System.Data.Common;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>What became of the findings after an import.</summary>
/// <param name="Total">All that are found.</param>
/// <param name="BackAgain">Resolved before, and found again.</param>
/// <param name="Notified">Owners who were notified, whoever sees to what nobody owns among them.</param>
public sealed record FindingReport(SnapshotId Snapshot, int Total, int Fresh, int BackAgain, int Gone, int Notified);

/// <summary>
/// Judges every snapshot that was not judged yet and notifies the owners of what the newest brought, one notification for each owner. In the server it does so by itself as a job whenever a
/// snapshot is noticed, whoever imported it; the command line does it after its import. What another process judged is left alone.
/// </summary>
public sealed class FindingWatch(
    ActiveSnapshot active,
    FindingJudge judge,
    FindingRegister register,
    Notifier notifier,
    JobBoard jobs,
    IOptions<FindingOptions> options,
    TimeProvider clock,
    ILogger<FindingWatch> logger
) : BackgroundService
{
    private const int MostListed = 200;

    private static readonly CurrentUser s_system = new("system", AppRole.Admin);

    // Whoever judged it and has not notified by now has died in between. A repeat is better than a loss (decision 0023).
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _noticed = new(0);

    /// <summary>Runs as a job; what it breaks on stands on the board and in the log.</summary>
    /// <param name="progress">Told as well as the board; null where nobody else looks.</param>
    /// <returns>Null where it broke or was cancelled, or where there was nothing to do.</returns>
    public async Task<FindingReport?> RunAsync(
        CurrentUser user,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var run = jobs.Begin(
            "Judging the newest snapshot",
            user,
            (board, token) => JudgeAsync(progress is null ? board : new Both(board, progress), token),
            cancellationToken
        );
        await ((Task)run.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return run.Ended.IsCompletedSuccessfully ? await run.Ended : null;
    }

    /// <summary>Judges what was not judged yet, in the order of the snapshots' instants, and notifies of the newest. Null where there was nothing to do.</summary>
    public async Task<FindingReport?> JudgeAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        if (await active.SnapshotsAsync(cancellationToken) is not [var newest, ..])
        {
            return null;
        }

        var isOurs = false;
        foreach (var snapshot in await register.MissingAsync(cancellationToken))
        {
            isOurs |= await judge.JudgeAsync(snapshot, progress, cancellationToken) && snapshot.Id == newest.Id;
        }

        return isOurs || await IsLeftUntoldAsync(newest, cancellationToken)
            ? await TellAsync(newest, cancellationToken)
            : null;
    }

    public override void Dispose()
    {
        _noticed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        active.Changed += Notice;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await _noticed.WaitAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; the next start goes on.
        }
        finally
        {
            active.Changed -= Notice;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (
                !(await register.MissingAsync(cancellationToken)).IsEmpty
                || (active.Newest is { } newest && await IsLeftUntoldAsync(newest, cancellationToken))
            )
            {
                await RunAsync(s_system, null, cancellationToken);
            }
        }
        catch (Exception broken) when (broken is StoreException or DbException or IOException)
        {
            // The pages say the same; the next snapshot that is noticed is the next try.
            logger.StoreUnusable(broken.Message);
        }
    }

    private async Task<bool> IsLeftUntoldAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        await register.JudgedAsync(snapshot, cancellationToken) is { ToldAt: null, At: var at }
        && at <= clock.GetUtcNow() - s_patience;

    private void Notice() => _noticed.Release();

    private async Task<FindingReport> TellAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var verdict = await judge.VerdictAsync(snapshot, cancellationToken);
        var backAgain = verdict.Appeared.Count(row => row.Life!.Run.Runs > 1);
        var told = 0;
        // The demonstration has no owners who could act.
        if (options.Value.NotifyFrom is { } from && !snapshot.IsDemo)
        {
            foreach (
                var owned in verdict
                    .Appeared.Where(row => row.Severity >= from)
                    .GroupBy(row => row.Owner?.Reference)
                    .OrderBy(rows => rows.Key, StringComparer.Ordinal)
            )
            {
                await TellAsync(snapshot, from, owned.Key, [.. owned]);
                told++;
            }
        }

        // From here on nobody is notified twice; what comes before may be repeated, never lost.
        await register.ToldAsync(snapshot, CancellationToken.None);
        return new(snapshot.Id, verdict.Total, verdict.Appeared.Length - backAgain, backAgain, verdict.Gone, told);
    }

    private Task TellAsync(Snapshot snapshot, FindingSeverity from, string? owner, FindingRow[] rows)
    {
        var backAgain = rows.Count(row => row.Life!.Run.Runs > 1);
        var severities = string.Join(
            ", ",
            rows.GroupBy(row => row.Severity)
                .OrderByDescending(same => same.Key)
                .Select(same => string.Create(CultureInfo.InvariantCulture, $"{same.Count()} {same.Key}"))
        );
        var again =
            backAgain == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {backAgain} of them back again");
        var count =
            rows.Length == 1 ? "1 finding" : string.Create(CultureInfo.InvariantCulture, $"{rows.Length} findings");
        return notifier.TellAsync(
            "new findings",
            $"{count} appeared in snapshot {snapshot.Id} {(owner is null ? "that nobody owns" : $"for {owner}")}: {severities}{again}.",
            new
            {
                owner,
                teams = rows.Select(row => row.Owner?.Team).OfType<string>().Distinct().Order(StringComparer.Ordinal),
                snapshot = snapshot.Id.ToString(),
                at = FindingEvent.Instant(snapshot.TakenAt),
                digest = snapshot.Digest,
                severityFrom = from.ToString(),
                count = rows.Length,
                backAgain,
                findings = rows.Take(MostListed)
                    .Select(row => new
                    {
                        id = row.Id,
                        rule = row.Rule.Id,
                        severity = row.Severity.ToString(),
                        status = row.Life!.Status.Word(),
                        statement = row.Statement,
                        due = row.Life.Due is { } due ? FindingEvent.Instant(due) : null,
                    }),
            },
            CancellationToken.None
        );
    }

    private sealed class Both(IProgress<WorkProgress> one, IProgress<WorkProgress> other) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            one.Report(value);
            other.Report(value);
        }
    }
}

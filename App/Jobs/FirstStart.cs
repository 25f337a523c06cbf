using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Generation;
using GovernanceDashboard.Security;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>What a start does when the data folder is empty.</summary>
public sealed class FirstStartOptions
{
    public const string Section = "Demo";

    /// <summary>Whether an empty data folder gets the generated demonstration estate. Off: the pages say how to import.</summary>
    public bool Make { get; set; } = true;

    public int Tables { get; set; } = EstateSize.Demo.Tables;

    public int People { get; set; } = EstateSize.Demo.People;

    public int ServiceAccounts { get; set; } = EstateSize.Demo.ServiceAccounts;

    public int Groups { get; set; } = EstateSize.Demo.Groups;
}

/// <summary>
/// Runs once after the server listens: makes the demonstration estate where there is none, then loads the newest snapshot, so that
/// the first page finds it ready. All of it is a job that the pages show and a user can cancel.
/// </summary>
public sealed class FirstStart(
    ActiveSnapshot active,
    DemoEstate demo,
    JobBoard jobs,
    IOptions<FirstStartOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<FirstStart> logger
) : BackgroundService
{
    private static readonly CurrentUser s_system = new("system", AppRole.Admin);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ListeningAsync(stoppingToken);
        ImmutableArray<Snapshot> snapshots;
        try
        {
            snapshots = await active.SnapshotsAsync(stoppingToken);
        }
        catch (StoreException broken)
        {
            // The server stays: its pages say the same, and recover by themselves when the database is put back.
            logger.StoreUnusable(broken.Message);
            return;
        }

        if (snapshots is [] && !options.Value.Make)
        {
            return;
        }

        var title = snapshots is [] ? "Making the demonstration estate" : $"Loading snapshot {snapshots[0].Id}";
        jobs.Start(
            title,
            s_system,
            (progress, cancellationToken) => PrepareAsync(snapshots is [], progress, cancellationToken)
        );
    }

    private async Task PrepareAsync(bool isEmpty, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        var told = new ConsoleProgress(progress, logger, clock);
        if (isEmpty)
        {
            var size = options.Value;
            var asked = EstateSize.Demo with
            {
                Tables = size.Tables,
                People = size.People,
                ServiceAccounts = size.ServiceAccounts,
                Groups = size.Groups,
            };
            var snapshot = await demo.MakeAsync(s_system, asked, told, cancellationToken);
            logger.DemoMade(snapshot.Id.Value, clock.GetElapsedTime(startedAt).TotalSeconds);
        }

        told.Report(new("Deciding who can read every table", 0));
        EstateView view;
        try
        {
            view = await active.ViewAsync(Picture.Newest, cancellationToken);
        }
        catch (StoreException broken)
        {
            logger.StoreUnusable(broken.Message);
            throw;
        }

        _ = view.HeatmapOf(PopulationIndex.Attributes[0]);
        _ = view.Databases;
        logger.Ready(view.Tables.Length, view.Index.People.Count, clock.GetElapsedTime(startedAt).TotalSeconds);
    }

    // The estate must not compete with the server's own start: the first page comes first.
    private Task ListeningAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(listening.SetResult);
        return listening.Task.WaitAsync(stoppingToken);
    }

    /// <summary>Passes progress on, and tells the console of each new stage and, within a long one, every five seconds.</summary>
    private sealed class ConsoleProgress(IProgress<WorkProgress> inner, ILogger logger, TimeProvider clock)
        : IProgress<WorkProgress>
    {
        private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);
        private readonly Lock _gate = new();
        private string? _stage;
        private long _toldAt;

        public void Report(WorkProgress value)
        {
            inner.Report(value);
            lock (_gate)
            {
                if (value.Stage == _stage && clock.GetElapsedTime(_toldAt) < s_pause)
                {
                    return;
                }

                _stage = value.Stage;
                _toldAt = clock.GetTimestamp();
            }

            logger.Progress(value.Stage, value.Done, value.Total ?? value.Done);
        }
    }
}

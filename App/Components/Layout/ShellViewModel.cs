using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Layout;

/// <summary>Which picture the workbench shows, and what runs in the background. One per circuit.</summary>
public sealed class ShellViewModel(EstateQuestions questions, ActiveSnapshot active, JobBoard board, TimeProvider clock)
    : IDisposable
{
    // Another process may import: then nothing tells us, so an empty house is asked again.
    private static readonly TimeSpan s_askAgain = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _jobs;
    private CurrentUser? _user;
    private Picture _picture = Picture.Newest;

    /// <summary>Raised on any thread after <see cref="State"/> was replaced.</summary>
    public event Action? Changed;

    public ShellState State { get; private set; } = ShellState.Start;

    /// <summary>Starts to follow jobs and imports.</summary>
    public async Task StartAsync(CurrentUser user, Picture picture)
    {
        _user = user;
        _picture = picture;
        _jobs = board.Subscribe(OnJobs);
        active.Changed += OnImported;
        OnJobs();
        await LoadAsync(_gone.Token);
        if (State.HasNoEstate)
        {
            _ = WaitForFirstEstateAsync();
        }
    }

    /// <summary>Shows another picture.</summary>
    public Task ShowAsync(Picture picture)
    {
        if (picture == _picture)
        {
            return Task.CompletedTask;
        }

        _picture = picture;
        return LoadAsync(_gone.Token);
    }

    public void Cancel(Guid job) => board.Cancel(job);

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _jobs?.Dispose();
        active.Changed -= OnImported;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_user is not { } user)
        {
            return;
        }

        var picture = _picture;
        var stamp = await QuestionState.AskAsync(() => questions.StampAsync(user, picture, cancellationToken));
        var snapshots = await QuestionState.AskAsync(() => questions.SnapshotsAsync(user, cancellationToken));
        if (picture != _picture)
        {
            return;
        }

        State = State with
        {
            Stamp = stamp.Value,
            Snapshot =
                snapshots.State == ViewState.Ready
                    ? snapshots.Value.FirstOrDefault(snapshot => snapshot.Id == stamp.Value?.Snapshot)
                    : null,
            HasNoEstate = stamp.Reason == NoAnswer.NoSnapshot,
            Problem = stamp.State is ViewState.Empty or ViewState.Failed ? stamp.Message : null,
            Newer = null,
        };
        Changed?.Invoke();
    }

    private async Task WaitForFirstEstateAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(s_askAgain, clock);
            while (State.HasNoEstate && await timer.WaitForNextTickAsync(_gone.Token))
            {
                await LoadAsync(_gone.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
        catch (ObjectDisposedException)
        {
            // The same, a moment later.
        }
    }

    private void OnJobs()
    {
        State = State with { Jobs = board.Jobs };
        Changed?.Invoke();
    }

    private void OnImported()
    {
        if (State.HasNoEstate)
        {
            _ = LoadQuietlyAsync();
        }
        else if (
            _picture.Snapshot is null
            && State.Stamp is { } stamp
            && active.Newest is { } newest
            && newest.Id != stamp.Snapshot
        )
        {
            State = State with { Newer = newest.Id };
            Changed?.Invoke();
        }
    }

    private async Task LoadQuietlyAsync()
    {
        try
        {
            await LoadAsync(_gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
        catch (ObjectDisposedException)
        {
            // The same, a moment later.
        }
    }
}

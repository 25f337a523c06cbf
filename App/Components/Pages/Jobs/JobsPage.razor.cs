using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Jobs;

/// <summary>All jobs of this process: running ones, and those that ended within the hour.</summary>
public sealed partial class JobsPage : WorkbenchPage
{
    private ImmutableArray<JobStatus> _jobs = [];
    private IDisposable? _subscription;

    [Inject]
    private JobBoard Board { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc />
    protected override Task LoadAsync(string uri, CurrentUser user, CancellationToken cancellationToken)
    {
        Workspace.Title("Jobs");
        _jobs = Board.Jobs;
        _subscription ??= Board.Subscribe(OnChanged);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _subscription?.Dispose();
        base.Dispose(disposing);
    }

    private void OnChanged() =>
        _ = InvokeAsync(() =>
        {
            _jobs = Board.Jobs;
            StateHasChanged();
        });

    private string Took(JobStatus job) =>
        ((job.EndedAt ?? Clock.GetUtcNow()) - job.StartedAt).TotalSeconds.ToString(
            "0.0 's'",
            CultureInfo.InvariantCulture
        );
}

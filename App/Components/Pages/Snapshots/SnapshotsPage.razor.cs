using System.Globalization;
using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Snapshots;

/// <summary>The snapshots, what they were read from, and how good they are.</summary>
public sealed partial class SnapshotsPage : WorkbenchPage
{
    [Inject]
    private SnapshotsViewModel ViewModel { get; set; } = null!;

    /// <inheritdoc />
    protected override Task LoadAsync(string uri, CurrentUser user, CancellationToken cancellationToken)
    {
        Workspace.Title("Snapshots");
        return ViewModel.LoadAsync(user, Picture, cancellationToken);
    }

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Count(Snapshot snapshot, string kind) =>
        snapshot.Counts.TryGetValue(kind, out var count) ? Number(count) : "–";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

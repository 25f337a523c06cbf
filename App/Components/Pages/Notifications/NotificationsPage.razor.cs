using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Components.Pages.Notifications;

/// <summary>What was notified, and how far each delivery is.</summary>
public sealed partial class NotificationsPage : WorkbenchPage
{
    private NotificationsViewModel? _viewModel;

    [Inject]
    private Notifier Notifier { get; set; } = null!;

    [Inject]
    private IOptions<FindingOptions> Findings { get; set; } = null!;

    private string FindingsNote =>
        Findings.Value.NotifyFrom is { } from
            ? $"After each import, findings that are new or back again and {from} or worse notify their owners."
            : "New findings notify nobody: Findings:NotifyFrom is Off.";

    /// <inheritdoc />
    protected override Task LoadAsync(string uri, CurrentUser user, CancellationToken cancellationToken)
    {
        Workspace.Title("Notifications");
        _viewModel ??= new(Notifier);
        return _viewModel.LoadAsync(user, cancellationToken);
    }

    private Task RetryAsync(Guid id) => User is { } user ? _viewModel!.RetryAsync(user, id, Gone) : Task.CompletedTask;
}

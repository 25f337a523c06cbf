using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Activity;

/// <summary>The activity log, for roles that may read it.</summary>
public sealed partial class ActivityPage : WorkbenchPage
{
    [Inject]
    private ActivityViewModel ViewModel { get; set; } = null!;

    /// <inheritdoc />
    protected override Task LoadAsync(string uri, CurrentUser user, CancellationToken cancellationToken)
    {
        Workspace.Title("Activity");
        return ViewModel.LoadAsync(user, cancellationToken);
    }

    private Task MoreAsync() => User is { } user ? ViewModel.MoreAsync(user, Gone) : Task.CompletedTask;

    private Task VerifyAsync() => User is { } user ? ViewModel.VerifyAsync(user, Gone) : Task.CompletedTask;
}

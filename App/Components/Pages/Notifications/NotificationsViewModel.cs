using System.Collections.Immutable;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Notifications;

/// <summary>The newest notifications, newest first.</summary>
public sealed class NotificationsViewModel(Notifier notifier)
{
    public QuestionResult<ImmutableArray<Notification>> State { get; private set; } = new(ViewState.Loading);

    public async Task LoadAsync(CurrentUser user, CancellationToken cancellationToken)
    {
        var answer = await QuestionState.AskAsync(() => notifier.ListAsync(user, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        State = answer is { State: ViewState.Ready, Value.IsEmpty: true }
            ? answer with
            {
                State = ViewState.Empty,
                Message = "Nothing was notified yet.",
            }
            : answer;
    }

    /// <summary>Has a delivery tried again within seconds.</summary>
    public async Task RetryAsync(CurrentUser user, Guid id, CancellationToken cancellationToken)
    {
        await notifier.RetryAsync(user, id, cancellationToken);
        await LoadAsync(user, cancellationToken);
    }
}

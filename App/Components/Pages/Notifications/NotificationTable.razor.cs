using System.Collections.Immutable;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Notifications;

/// <summary>Notifications with the state of their deliveries.</summary>
public sealed partial class NotificationTable : ComponentBase
{
    [Parameter, EditorRequired]
    public required ImmutableArray<Notification> Rows { get; set; }

    [Parameter]
    public bool MayRetry { get; set; }

    /// <summary>Raised with the id of the delivery to try again.</summary>
    [Parameter]
    public EventCallback<Guid> OnRetry { get; set; }

    private static string StateText(Notification row) =>
        row.State switch
        {
            NotificationState.Kept => "in the outbox",
            NotificationState.Waiting => row.Tries == 0
                ? "to be delivered"
                : $"tried {row.Tries} times, again at {Figures.Instant(row.NextTryAt)}",
            NotificationState.Delivered => "delivered",
            NotificationState.Dead => $"given up after {row.Tries} tries",
        };
}

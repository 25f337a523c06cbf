using GovernanceDashboard.Data.Records;

namespace GovernanceDashboard.Jobs;

/// <summary>How far a notification is.</summary>
public enum NotificationState
{
    /// <summary>In the outbox; no webhook is configured.</summary>
    Kept,

    /// <summary>To be delivered, now or again later.</summary>
    Waiting,
    Delivered,

    /// <summary>Given up after the last try; somebody may try it again.</summary>
    Dead,
}

/// <summary>A notification as pages show it.</summary>
/// <param name="File">In the outbox folder.</param>
/// <param name="Target">The webhook's scheme, host and port: its path may be a secret. Null where there is none.</param>
public sealed record Notification(
    Guid Id,
    DateTimeOffset At,
    string Kind,
    string Title,
    string File,
    string? Target,
    NotificationState State,
    int Tries,
    DateTimeOffset? NextTryAt,
    string? Problem
)
{
    internal static Notification Of(NotificationRecord row) =>
        new(
            row.Id,
            row.At,
            row.Kind,
            row.Title,
            row.File,
            row.Target is null ? null : new Uri(row.Target).GetLeftPart(UriPartial.Authority),
            Enum.Parse<NotificationState>(row.State),
            row.Tries,
            row.NextTryAt,
            row.Problem
        );
}

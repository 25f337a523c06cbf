namespace GovernanceDashboard.Data.Records;

/// <summary>A notification on its way to one webhook, or in the outbox alone.</summary>
/// <param name="Kind">A short fixed word, such as <c>import failed</c>.</param>
/// <param name="Title">One sentence that names no person.</param>
/// <param name="Body">The JSON document, as written to the outbox and sent.</param>
/// <param name="File">In the outbox folder.</param>
/// <param name="Target">The webhook; null where there is none.</param>
/// <param name="State">The name of the state.</param>
/// <param name="Tries">Deliveries tried so far.</param>
/// <param name="NextTryAt">Null where no more is to be tried.</param>
/// <param name="Problem">Why the last try failed.</param>
public sealed record NotificationRecord(
    Guid Id,
    DateTimeOffset At,
    string Kind,
    string Title,
    string Body,
    string File,
    string? Target,
    string State,
    int Tries,
    DateTimeOffset? NextTryAt,
    string? Problem
);

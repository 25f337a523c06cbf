namespace GovernanceDashboard.Generation.Changes;

/// <summary>One line of the change log. What <paramref name="Target"/>, <paramref name="Before"/> and <paramref name="After"/> say depends on the kind.</summary>
/// <param name="Kind">membership, owner, tag, table, account, attribute, path or policy, which state facts; note, which states none.</param>
/// <param name="Actor">Login; the log is the only place that tells.</param>
/// <param name="Ticket">Null where nobody asked for it.</param>
/// <param name="ApprovedBy">Login; null where nobody did.</param>
internal sealed record LoggedChange(
    DateTimeOffset At,
    string Kind,
    string Target,
    string? Before,
    string? After,
    string? Actor,
    string? Ticket,
    string? ApprovedBy,
    string Tool
);

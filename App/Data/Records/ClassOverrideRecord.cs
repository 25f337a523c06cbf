namespace GovernanceDashboard.Data.Records;

/// <summary>A class that a user set on a table or column. Never deleted: taking it back fills the last four members.</summary>
/// <param name="Id">From 1, in the order of setting.</param>
/// <param name="Column">Null for the table as a whole.</param>
/// <param name="FromSnapshot">The newest snapshot when it was set.</param>
/// <param name="ToSnapshot">The newest snapshot when it was taken back.</param>
public sealed record ClassOverrideRecord(
    long Id,
    string Database,
    string Table,
    string? Column,
    string Class,
    string Reason,
    string SetBy,
    DateTimeOffset SetAt,
    int FromSnapshot,
    int? ToSnapshot = null,
    string? RemovedBy = null,
    DateTimeOffset? RemovedAt = null,
    string? RemovedReason = null
);

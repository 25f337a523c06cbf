namespace GovernanceDashboard.Data.Records;

/// <summary>A stored row of the activity log. The chain's meaning belongs to Security; here it is a row.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="At">UTC, whole milliseconds.</param>
/// <param name="PreviousHash">64 lower-case hexadecimal digits.</param>
/// <param name="Hash">64 lower-case hexadecimal digits.</param>
public sealed record ActivityRecord(
    long Sequence,
    DateTimeOffset At,
    string User,
    string Action,
    string What,
    string? Reason,
    string PreviousHash,
    string Hash
);

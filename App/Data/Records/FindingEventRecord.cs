namespace GovernanceDashboard.Data.Records;

/// <summary>What somebody did about a finding. Only ever added (triggers in the database refuse the rest).</summary>
/// <param name="Id">From 1, in the order of doing.</param>
/// <param name="Batch">The same for all that was done in one go.</param>
/// <param name="Snapshot">The newest snapshot then: it holds from there on, and older ones answer as they did.</param>
/// <param name="FactsAt">The instant that this snapshot describes.</param>
/// <param name="Kind">The name of the kind.</param>
/// <param name="Value">What was set; null for back to what follows by itself.</param>
/// <param name="Of">The event that it answers or takes back.</param>
public sealed record FindingEventRecord(
    long Id,
    Guid Batch,
    string Fingerprint,
    int Snapshot,
    DateTimeOffset FactsAt,
    DateTimeOffset At,
    string Actor,
    string Kind,
    string? Value,
    string? Reason,
    long? Of
);

namespace GovernanceDashboard.Domain;

/// <summary>What somebody did to a table's data, as far as governance cares.</summary>
public enum AuditAction
{
    Read,
    Write,
}

/// <summary>By which way data was reached: through Hive, or its files in HDFS.</summary>
public enum AuditChannel
{
    Hive,
    Files,
}

/// <summary>
/// Logged uses of one table by one login, alike in all but their instants: one event where <see cref="IsExact"/>, else those of one UTC day
/// (product definitions, "Proof").
/// </summary>
/// <param name="Login">As the log has it. A real name: pages and the command line show its pseudonym.</param>
/// <param name="Columns">Comma-joined, lower-cased, as the log has them; empty where it names none (the whole table, or its files).</param>
/// <param name="First">The event's instant, or the first of the day's.</param>
/// <param name="Last">The last one's; inclusive.</param>
/// <param name="Count">Events, summarised repeats included; at least 1.</param>
public sealed record AuditedUse(
    TableName Table,
    string Login,
    string Columns,
    AuditAction Action,
    AuditChannel Channel,
    bool IsAllowed,
    DateTimeOffset First,
    DateTimeOffset Last,
    long Count,
    bool IsExact
);

/// <summary>A log file that was read, as far as its own events go.</summary>
/// <param name="Name">Relative to the import's folder. A later file of the same name takes its place.</param>
/// <param name="ContentSha256">Of its text, decompressed: the same log is the same, packed or not.</param>
/// <param name="Events">Events kept, summarised repeats not multiplied.</param>
/// <param name="First">Of the events kept; null where there were none.</param>
/// <param name="Late">Events after the instant that its import describes: somebody's clock is wrong.</param>
public sealed record AuditLogFile(
    string Name,
    string Sha256,
    string ContentSha256,
    long Events,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    long Late = 0
);

using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Audit;

/// <summary>What a chunk of a log gave, on its way from the thread that reads to the one that stores. Names are numbered by the reader, from 1.</summary>
internal sealed class AuditBatch
{
    public List<AuditRow> Reads { get; } = [];

    public List<AuditRow> Days { get; } = [];

    /// <summary>Names met for the first time, in the order of their numbers.</summary>
    public List<string> Logins { get; } = [];

    public List<TableName> Tables { get; } = [];

    public List<string> Columns { get; } = [];

    public List<(long Line, string Reason)> Refusals { get; } = [];

    /// <summary>Lines that could be read, whether or not their events are kept.</summary>
    public long Accepted { get; set; }

    /// <summary>Bytes of the file read so far.</summary>
    public long Position { get; set; }
}

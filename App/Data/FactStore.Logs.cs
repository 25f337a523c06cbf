using System.Collections.Immutable;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data;

/// <content>Audit logs: events, not facts in time.</content>
public sealed partial class FactStore
{
    /// <summary>Logged, allowed reads in <c>[from, to)</c> of the tables wanted, in no order; those of a day together where the day's part touches it.</summary>
    public Task<ImmutableArray<AuditedUse>> AllowedReadsAsync(
        Snapshot snapshot,
        Func<TableName, bool> isWanted,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteReadsReader.AllowedReads(
                    connection,
                    snapshot.Id.Value,
                    isWanted,
                    from,
                    to,
                    cancellationToken
                );
            },
            cancellationToken
        );

    /// <summary>
    /// Visits every logged, allowed read before <paramref name="to"/>: exact ones by table and instant, then those of days together. Memory does not grow
    /// with the log.
    /// </summary>
    /// <param name="visit">Called on one thread of the pool.</param>
    public Task EachReadAsync(
        Snapshot snapshot,
        DateTimeOffset to,
        Action<LoggedRead> visit,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                SqliteUseReader.Each(connection, snapshot.Id.Value, to, visit, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Which columns of some tables were read before <paramref name="to"/>, and when last: by table, in the order given.</summary>
    public Task<ImmutableArray<ColumnsRead>> ColumnsReadAsync(
        Snapshot snapshot,
        IReadOnlyCollection<TableName> tables,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteColumnsReader.Read(connection, snapshot.Id.Value, tables, to, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>The logs that the snapshot believes, by name; empty where none was imported.</summary>
    public Task<ImmutableArray<AuditLogFile>> AuditLogsAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteAuditReader.Files(connection, snapshot.Id.Value);
            },
            cancellationToken
        );

    /// <summary>What every writer logged, file by file, to tell gaps; by writer, then number.</summary>
    public Task<ImmutableArray<AuditStream>> AuditStreamsAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteAuditReader.Streams(connection, snapshot.Id.Value);
            },
            cancellationToken
        );

    /// <summary>Where the numbers of logs break: by writer, then instant.</summary>
    public Task<ImmutableArray<NumberGap>> NumberGapsAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteAuditReader.Gaps(connection, snapshot.Id.Value);
            },
            cancellationToken
        );

    /// <summary>What the logs that the snapshot believes show of their own completeness.</summary>
    public Task<AuditTrace> AuditTraceAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteAuditReader.Trace(connection, snapshot.Id.Value);
            },
            cancellationToken
        );

    /// <summary>Logged uses of a table in <c>[from, to)</c>, by instant; those of a day together count where the day's part touches it.</summary>
    public Task<ImmutableArray<AuditedUse>> AuditedUsesAsync(
        Snapshot snapshot,
        TableName table,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteAuditReader.Uses(connection, snapshot.Id.Value, table, from, to, cancellationToken);
            },
            cancellationToken
        );
}

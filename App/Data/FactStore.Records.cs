using System.Collections.Immutable;
using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Data.Facts.Cached;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data;

/// <content>Facts with all their time: what people declared, and what flowed where.</content>
public sealed partial class FactStore
{
    /// <summary>Every governance record that the snapshot believes, over all time.</summary>
    /// <exception cref="StoreException">The records cannot be read, or the snapshot is not what was imported.</exception>
    public async Task<GovernanceHistory> GovernanceAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        await VerifyAsync(snapshot, FileStamp.Of(folder.File(SqliteEstate.FileName)), cancellationToken);
        return await Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                var pool = new StringPool();
                return new GovernanceHistory
                {
                    TableGroups = History(FactKinds.TableGroups),
                    Populations = History(FactKinds.Populations),
                    IntendedAccess = History(FactKinds.IntendedAccess),
                    DataOwners = History(FactKinds.DataOwners),
                    AccessExceptions = History(GovernanceKinds.AccessExceptions),
                    Waivers = History(GovernanceKinds.Waivers),
                    Approvals = History(GovernanceKinds.Approvals),
                    Commitments = History(GovernanceKinds.Commitments),
                    RetentionRules = History(GovernanceKinds.RetentionRules),
                    Flows = History(GovernanceKinds.Flows),
                    Pauses = History(GovernanceKinds.Pauses),
                    Captures = History(GovernanceKinds.Captures),
                    Subjects = History(GovernanceKinds.Subjects),
                    DataZones = History(GovernanceKinds.DataZones),
                    LogCoverages = History(GovernanceKinds.LogCoverages),
                    ChangeEvents = History(GovernanceKinds.ChangeEvents),
                    StorageCosts = History(GovernanceKinds.StorageCosts),
                };

                ImmutableArray<HeldFact<T>> History<T>(FactKind<T> kind) =>
                    SqliteFactReader.History(connection, kind, snapshot.Id.Value, pool, cancellationToken);
            },
            cancellationToken
        );
    }

    /// <summary>Every access exception that the snapshot believes, over all time: what has ended is there with its end.</summary>
    public Task<ImmutableArray<HeldFact<AccessException>>> AccessExceptionsAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => HistoryOfAsync(GovernanceKinds.AccessExceptions, snapshot, cancellationToken);

    /// <summary>Whose data stand in which table, as far as a register says.</summary>
    public Task<ImmutableArray<HeldFact<SubjectPresence>>> SubjectsAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => HistoryOfAsync(GovernanceKinds.Subjects, snapshot, cancellationToken);

    /// <summary>What decided access, over all time.</summary>
    public Task<ImmutableArray<HeldFact<AccessService>>> ServicesAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => HistoryOfAsync(FactKinds.Services, snapshot, cancellationToken);

    /// <summary>What is declared of logs, over all time.</summary>
    public Task<ImmutableArray<HeldFact<LogCoverage>>> LogCoveragesAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => HistoryOfAsync(GovernanceKinds.LogCoverages, snapshot, cancellationToken);

    /// <summary>Every lineage edge that the snapshot believes, over all time.</summary>
    public Task<ImmutableArray<HeldFact<LineageEdge>>> LineageAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => HistoryOfAsync(FactKinds.LineageEdges, snapshot, cancellationToken);

    private Task<ImmutableArray<HeldFact<T>>> HistoryOfAsync<T>(
        FactKind<T> kind,
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteFactReader.History(
                    connection,
                    kind,
                    snapshot.Id.Value,
                    new StringPool(),
                    cancellationToken
                );
            },
            cancellationToken
        );

    /// <summary>Every direct membership in a group or role that the snapshot believes, over all time.</summary>
    public Task<ImmutableArray<HeldFact<Membership>>> MembershipsAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) =>
        Task.Run<ImmutableArray<HeldFact<Membership>>>(
            () =>
            {
                using var connection = _estate.Open();
                var pool = new StringPool();
                return [.. History(FactKinds.Memberships), .. History(FactKinds.RoleMemberships)];

                ImmutableArray<HeldFact<Membership>> History(FactKind<Membership> kind) =>
                    SqliteFactReader.History(connection, kind, snapshot.Id.Value, pool, cancellationToken);
            },
            cancellationToken
        );
}

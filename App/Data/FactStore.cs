using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Data.Facts.Cached;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data;

/// <summary>The bitemporal facts. One writer at a time; readers never wait for it. Safe from any thread and from several processes.</summary>
public sealed partial class FactStore(DataFolder folder, TimeProvider clock)
{
    private const long BytesOfFact = 512; // read from SQLite and written as a cache; a third of it where the cache is there
    private const long MostUncollected = 256L << 20;

    private readonly SqliteEstate _estate = new(folder, clock);
    private readonly ConcurrentDictionary<(string Digest, FileStamp Database), bool> _verified = new();
    private readonly FactCache _cache = new(folder, clock);

    /// <summary>
    /// From how many facts on a snapshot is kept ready beside the database: below, reading them is quicker than anybody notices. Only what holds at the
    /// snapshot's own instant is kept, which is what questions ask of unless they name another.
    /// </summary>
    public long KeptReadyFrom { get; init; } = 20_000;

    /// <summary>Newest first; empty before the first import.</summary>
    public Task<ImmutableArray<Snapshot>> SnapshotsAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteSnapshots.Read(connection);
            },
            cancellationToken
        );

    /// <summary>
    /// Writes one snapshot, in one transaction: opens facts that are new, closes those that are gone, copies nothing that stayed.
    /// Killed, cancelled or failed, it leaves the store as it was.
    /// </summary>
    /// <exception cref="InvalidDataException"><c>TakenAt</c> is not after the newest snapshot's, or two facts share a key.</exception>
    public Task<Snapshot> WriteAsync(
        SnapshotDraft draft,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) => Task.Run(() => Write(draft, progress, cancellationToken), cancellationToken);

    /// <summary>
    /// The facts that <paramref name="snapshot"/> believed to hold at <paramref name="at"/>. Between two imports a change without an
    /// exact instant counts from the later import. About a second for 45,000 tables and 20,000 people.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is before <c>FactsFrom</c> or after <c>TakenAt</c>.</exception>
    /// <exception cref="StoreException">The facts cannot be read, or are not those that were imported.</exception>
    public async Task<EstateFacts> LoadAsync(Snapshot snapshot, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (at < snapshot.FactsFrom || at > snapshot.TakenAt)
        {
            throw new ArgumentOutOfRangeException(
                nameof(at),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Snapshot {snapshot.Id} answers for instants from {snapshot.FactsFrom:O} to {snapshot.TakenAt:O}, not for {at:O}."
                )
            );
        }

        var believed = FactKinds.All.Sum(kind => snapshot.Counts.GetValueOrDefault(kind.Name));
        // Before the facts are read: what is written meanwhile makes the cache another database's.
        var database = FileStamp.Of(folder.File(SqliteEstate.FileName));
        if (at != snapshot.TakenAt || believed < KeptReadyFrom)
        {
            return await LoadVerifiedAsync(snapshot, at, database, cancellationToken);
        }

        using var region = new UncollectedRegion(Math.Min(believed * BytesOfFact, MostUncollected));
        if (await Task.Run(() => _cache.Find(snapshot, at, database, cancellationToken), cancellationToken) is { } kept)
        {
            _verified.TryAdd((snapshot.Digest, database), true); // before it was kept
            return kept;
        }

        var facts = await LoadVerifiedAsync(snapshot, at, database, cancellationToken);
        await Task.Run(() => _cache.Keep(facts, database), cancellationToken);
        return facts;
    }

    /// <summary>Whether each snapshot's facts still give its digest. Newest first. A second for each snapshot of 45,000 tables.</summary>
    /// <exception cref="StoreException">Not even the list of snapshots can be read.</exception>
    public Task<ImmutableArray<SnapshotCheck>> CheckAsync(
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                try
                {
                    using var connection = _estate.Open();
                    return SqliteRescue.Check(connection, progress, cancellationToken);
                }
                catch (StoreException broken) when (broken.Fault == StoreFault.Damaged)
                {
                    throw SqliteFaults.BeyondRescue(broken);
                }
            },
            cancellationToken
        );

    /// <summary>Copies the facts of whole snapshots into an empty data folder, where they keep their numbers and digests.</summary>
    /// <returns>The snapshots as they are there, each checked again.</returns>
    /// <exception cref="StoreException">What is to be copied cannot be read, or not be written.</exception>
    public Task<ImmutableArray<SnapshotCheck>> SaveAsync(
        IEnumerable<SnapshotId> whole,
        DataFolder target,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                using var connection = new SqliteEstate(target, clock).Open();
                SqliteRescue.Copy(
                    connection,
                    folder.File(SqliteEstate.FileName),
                    [.. whole.Order().Select(snapshot => snapshot.Value)],
                    progress,
                    cancellationToken
                );
                return SqliteRescue.Check(connection, progress, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>What decides access, as the snapshot believes; null where that is not known.</summary>
    public Task<AccessService?> ServiceAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var load = new FactLoad(_estate, snapshot, snapshot.TakenAt, cancellationToken);
                return load.Read(FactKinds.Services).FirstOrDefault();
            },
            cancellationToken
        );

    /// <summary>The digest of what the snapshot believes, computed anew: equals <c>Snapshot.Digest</c> unless the file was tampered with.</summary>
    public Task<string> DigestAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                return SqliteFactReader.Digest(connection, snapshot.Id.Value, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>What began or ended after <paramref name="from"/> and not after <paramref name="to"/>, as the snapshot believes.</summary>
    public Task<ChangedFacts> ChangedAsync(
        Snapshot snapshot,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                using var connection = _estate.Open();
                var pool = new StringPool();
                return new ChangedFacts
                {
                    Principals = Changed(FactKinds.Principals),
                    Roles = Changed(FactKinds.Roles),
                    Memberships = Changed(FactKinds.Memberships),
                    RoleMemberships = Changed(FactKinds.RoleMemberships),
                    Databases = Changed(FactKinds.Databases),
                    Tables = Changed(FactKinds.Tables),
                    Policies = Changed(FactKinds.Policies),
                    Zones = Changed(FactKinds.Zones),
                    Services = Changed(FactKinds.Services),
                    HiveGrants = Changed(FactKinds.HiveGrants),
                    Classifications = Changed(FactKinds.Classifications),
                    Paths = Changed(FactKinds.Paths),
                    DataOwners = Changed(FactKinds.DataOwners),
                };

                ImmutableArray<ChangedFact<T>> Changed<T>(FactKind<T> kind)
                {
                    using var lookup = new SqliteFactLookup<T>(connection, kind, snapshot.Id.Value, pool);
                    return lookup.Changed(from, to, cancellationToken);
                }
            },
            cancellationToken
        );

    /// <summary>What a snapshot believes of single facts, whenever they held. To be disposed.</summary>
    public BelievedFacts Believed(Snapshot snapshot) => new(_estate.Open(), snapshot);

    /// <summary>Everything that the snapshot believes of what decides access and exposure in <c>[from, to)</c>. Some seconds for a large estate.</summary>
    public Task<EstateHistory> HistoryAsync(
        Snapshot snapshot,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) => new HistoryLoad(_estate, snapshot, from, to, cancellationToken).LoadAsync();

    /// <summary>
    /// Loads while it checks, once for each state of the file, that the facts still give the snapshot's digest: SQLite itself does not notice a bit that flips
    /// inside a name.
    /// </summary>
    private async Task<EstateFacts> LoadVerifiedAsync(
        Snapshot snapshot,
        DateTimeOffset at,
        FileStamp database,
        CancellationToken cancellationToken
    )
    {
        var loading = FactLoad.AllAsync(_estate, snapshot, at, cancellationToken);
        var verifying = VerifyAsync(snapshot, database, cancellationToken);
        // What breaks in the middle of damaged facts is less than what the digest tells.
        await Task.WhenAll(loading, verifying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await verifying;
        return await loading;
    }

    private async Task VerifyAsync(Snapshot snapshot, FileStamp database, CancellationToken cancellationToken)
    {
        if (_verified.ContainsKey((snapshot.Digest, database)))
        {
            return;
        }

        if (await DigestAsync(snapshot, cancellationToken) != snapshot.Digest)
        {
            throw SqliteFaults.Damaged(snapshot);
        }

        _verified.TryAdd((snapshot.Digest, database), true);
    }

    private Snapshot Write(SnapshotDraft draft, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        using var connection = _estate.Open();
        // Immediate: the newest snapshot must not change between looking at it and writing the next.
        using var transaction = connection.BeginTransaction(deferred: false);
        var newest = SqliteSnapshots.Read(connection).FirstOrDefault();
        var takenAt = draft.TakenAt.ToUnixTimeMilliseconds();
        if (newest is not null && takenAt <= newest.TakenAt.ToUnixTimeMilliseconds())
        {
            throw new InvalidDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The facts of {draft.TakenAt.UtcDateTime:O} are not newer than snapshot {newest.Id} of {newest.TakenAt.UtcDateTime:O}."
                )
            );
        }

        var id = (newest?.Id.Value ?? 0) + 1;
        SqliteSnapshots.Insert(connection, id, draft, clock.GetUtcNow());
        WriteFacts(connection, id, draft, progress, cancellationToken);
        var logs = WriteLogs(connection, id, draft, progress, cancellationToken);

        progress.Report(new("Sealing the snapshot", 0));
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var kind in FactKinds.All)
        {
            var count = SqliteFactReader.Count(connection, kind, id, takenAt);
            if (count > 0 || kind.CountsWhenEmpty)
            {
                counts.Add(kind.Name, count);
            }
        }

        if (logs.Length > 0)
        {
            counts.Add("audit-events", logs.Sum(log => log.Events));
            counts.Add("audit-logs", logs.Length);
        }

        SqliteSnapshots.Complete(
            connection,
            id,
            FactsFrom(connection, id, takenAt),
            SqliteFactReader.Digest(connection, id, cancellationToken),
            counts
        );
        var written = SqliteSnapshots.Read(connection)[0];
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            transaction.Commit();
        }
        catch (SqliteException fault) when (SqliteFaults.Of(fault) is { } inWords)
        {
            throw inWords;
        }

        return written;
    }

    private static void WriteFacts(
        SqliteConnection connection,
        int id,
        SnapshotDraft draft,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var sources = SqliteSnapshots.InsertSources(connection, id, draft.Sources);
        var lastSeen = SqliteSnapshots.LastSeen(connection);
        foreach (var kind in FactKinds.All)
        {
            if (kind.RowsOf(draft) is not { } rows)
            {
                continue;
            }

            long? previous = lastSeen.TryGetValue(kind.Name, out var seen) ? seen : null;
            var since = kind.HoldsBack ? kind.Since(draft.History)?.ToUnixTimeMilliseconds() : null;
            var timeline = new FactTimeline(draft.TakenAt.ToUnixTimeMilliseconds(), previous, since);
            using var writer = new SqliteFactWriter(connection, kind, id, timeline, sources);
            writer.Write(rows, progress, cancellationToken);
            SqliteSnapshots.InsertObservation(connection, id, kind, since);
        }
    }

    /// <returns>The logs believed from now on.</returns>
    private static ImmutableArray<AuditLogFile> WriteLogs(
        SqliteConnection connection,
        int id,
        SnapshotDraft draft,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        if (draft.Audit is { } audit)
        {
            using var sink = new SqliteAuditSink(connection, id);
            var known = SqliteAuditReader.Files(connection, id);
            var outcome = audit.Read(known, sink, progress, cancellationToken);
            var written = draft.Sources.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
            SqliteSnapshots.InsertSources(connection, id, outcome.Sources.Where(file => !written.Contains(file.Name)));
            SqliteSnapshots.SetQuality(connection, id, outcome.Quality);
        }

        return SqliteAuditReader.Files(connection, id);
    }

    /// <summary>An answer needs every kind that decides access, so completeness begins where the last of them is first known.</summary>
    private static long FactsFrom(SqliteConnection connection, int snapshot, long takenAt)
    {
        var knownFrom = SqliteSnapshots.KnownFrom(connection, snapshot);
        return FactKinds
            .All.Where(kind => kind.DecidesAccess && knownFrom.ContainsKey(kind.Name))
            .Select(kind => knownFrom[kind.Name])
            .DefaultIfEmpty(takenAt)
            .Max();
    }
}

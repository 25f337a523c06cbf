using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Audit;
using GovernanceDashboard.Import.History;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Import.Quality;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Import;

/// <summary>Imports a folder of source files, a live metastore, or both: one snapshot or none.</summary>
public sealed class ImportRun(FactStore store, ClassOverrideStore overrides, ActivityLog log, TimeProvider clock)
{
    internal const string NothingUsable =
        "Nothing usable was found: no tables, no policies, no people, no events and nothing else of an estate.";

    /// <summary>
    /// Reads every file that an importer knows, refuses by name what none knows, and writes one snapshot. Runs off the caller's thread.
    /// A failure is a value: the report's <see cref="ImportReport.Failure"/>.
    /// </summary>
    /// <exception cref="AccessRefusedException">The user may not import.</exception>
    /// <exception cref="OperationCanceledException">Nothing was written.</exception>
    public async Task<ImportReport> RunAsync(
        CurrentUser user,
        ImportRequest request,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Import);
        var ledger = new ImportLedger();
        if (request.Folder is not null && !System.IO.Directory.Exists(request.Folder))
        {
            return Report(ledger, null, null, $"There is no folder {request.Folder}.");
        }

        try
        {
            if (request.Metastore is not { } connection)
            {
                return await RunAsync(user, request, null, ledger, progress, cancellationToken);
            }

            progress.Report(new($"Connecting to {connection.Server}", 0));
            await using var metastore = await MetastoreSession.OpenAsync(connection, cancellationToken);
            return await RunAsync(user, request, metastore, ledger, progress, cancellationToken);
        }
        catch (MetastoreException fault)
        {
            return Report(ledger, null, null, fault.Message);
        }
        finally
        {
            PhaseEnd.Release(); // before whatever loads the new snapshot
        }
    }

    private async Task<ImportReport> RunAsync(
        CurrentUser user,
        ImportRequest request,
        MetastoreSession? metastore,
        ImportLedger ledger,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        // After the metastore's own instant: nothing that it shows is younger than what the snapshot says of itself.
        var takenAt = Milliseconds(request.TakenAt ?? clock.GetUtcNow());
        var snapshots = await store.SnapshotsAsync(cancellationToken);
        var newest = snapshots.FirstOrDefault();
        // The same import again: its history is told from where the first one told it.
        var before = snapshots.FirstOrDefault(snapshot => snapshot.TakenAt < takenAt);
        if (newest is not null && takenAt < newest.TakenAt)
        {
            return Report(ledger, null, null, NotNewer(takenAt, newest));
        }

        var standing = newest is null ? null : (await store.ServiceAsync(newest, cancellationToken))?.Authorizer;
        var (draft, failure) = await Task.Run(
            () =>
                ReadAsync(
                    request,
                    metastore,
                    takenAt,
                    newest,
                    before,
                    standing,
                    RefusedBefore(snapshots),
                    ledger,
                    progress,
                    cancellationToken
                ),
            cancellationToken
        );
        var version = metastore is null
            ? null
            : new MetastoreVersion(metastore.Connection.Server, metastore.SchemaVersion);
        if (draft is null || failure is not null)
        {
            return Report(ledger, draft, null, failure) with { Metastore = version };
        }

        if (
            takenAt == newest?.TakenAt
            && (draft.Authorizer ?? standing) == standing
            && await Task.Run(() => IsOf(draft, newest.Sources, cancellationToken), cancellationToken)
        )
        {
            return Report(ledger, draft, newest, null) with
            {
                Metastore = version,
                SameAs = newest.Id,
                WasThere = true,
            };
        }

        if (metastore is not null)
        {
            // All of it is read: what is left to do is ours, and need not hold the database's rows.
            await metastore.DisposeAsync();
        }

        PhaseEnd.Release(); // what was read is in the draft
        Snapshot snapshot;
        try
        {
            snapshot = await store.WriteAsync(draft, progress, cancellationToken);
        }
        catch (InvalidDataException inconsistent) // not newer, or another import was faster
        {
            return Report(ledger, draft, null, inconsistent.Message) with { Metastore = version };
        }
        catch (StoreException broken) // no room, a broken disk: the transaction left nothing behind
        {
            return Report(ledger, draft, null, broken.Message) with { Metastore = version };
        }

        var same = newest is not null && newest.Digest == snapshot.Digest ? newest.Id : (SnapshotId?)null;
        // The snapshot stands: its entry is written even if the user cancels now.
        await log.AppendAsync(
            user,
            "import",
            $"snapshot {snapshot.Id} of {snapshot.TakenAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}, digest {snapshot.Digest}"
                + (version is null ? "" : $", metastore {version.Server} schema {version.SchemaVersion}"),
            reason: null,
            CancellationToken.None
        );
        return Report(ledger, draft, snapshot, failure: null) with { Metastore = version, SameAs = same };
    }

    private async Task<(SnapshotDraft? Draft, string? Failure)> ReadAsync(
        ImportRequest request,
        MetastoreSession? metastore,
        DateTimeOffset takenAt,
        Snapshot? newest,
        Snapshot? before,
        Authorizer? standing,
        Dictionary<(string, string), long> refusedBefore,
        ImportLedger ledger,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        using var believed = before is null ? null : store.Believed(before);
        var logged = ChangeLog.Paths(believed?.ChangeEvents(cancellationToken) ?? []).ToHashSet(StringComparer.Ordinal);
        var sources = new SourceFolder(request.Folder, metastore, logged, takenAt, ledger, progress, cancellationToken);
        sources.Read();
        if ((sources.Ranger.Policies.Conflict ?? sources.Directory.Conflict) is { } conflict)
        {
            return (null, conflict);
        }

        progress.Report(new("Classifying tables", 0));
        var draft = new DraftBuilder(sources, ledger, newest, standing).Build(request, takenAt, cancellationToken);
        progress.Report(new("Reading the change log's history", 0));
        draft = new ChangeHistory(
            sources.Governance.Records.ChangeLines,
            sources.Ranger.Policies.GoneVersions,
            believed,
            draft.Authorizer ?? standing,
            ledger
        ).Apply(draft, cancellationToken);
        ImportWarnings.Add(draft, ledger);
        AuthorizerWarnings.Add(draft, sources, ledger);
        MetastoreWarnings.Add(sources.Hive, metastore?.SchemaVersion, ledger);
        // What decides is an answer to nothing by itself.
        var isEmpty = draft.Counts().All(kind => kind.Key == "services" || kind.Value == 0);
        if (isEmpty && sources.AuditLogs.IsEmpty)
        {
            return (draft, NothingUsable);
        }

        progress.Report(new("Judging the data's quality", 0));
        var facts = await QualityFacts.GatherAsync(store, newest, draft, standing, cancellationToken);
        progress.Report(new("Following classes along lineage", 0));
        var carried = LineageClasses.Infer(
            facts.Lineage,
            facts.Views,
            facts.Classifications,
            facts.Tables.Select(table => table.Name).ToHashSet()
        );
        if (facts.SpeaksOfClasses)
        {
            draft = draft with
            {
                LineageClassifications = [.. carried.Select(one => new DatedFact<Classification>(one))],
            };
        }

        var set = (await overrides.AllAsync(cancellationToken)).Where(one => one.To is null).ToArray();
        facts = facts with { Classifications = [.. facts.Classifications, .. carried, .. set.Select(Said)] };
        var quality = new QualityAssessment(
            facts,
            ledger,
            sources.Directory.WasRead ? sources.Directory.UnresolvedMembers : null,
            sources.HasRangerFiles ? new(sources.Ranger.Policies.FilePolicies, sources.Ranger.DataShares) : null
        );
        ImportWarnings.AddScopes(quality.ScopesOfNothing, ledger);
        if (sources.AuditLogs.IsEmpty)
        {
            return (draft with { Quality = quality.Of(facts.Logs) }, null);
        }

        var logs = new AuditLogs(
            sources.AuditLogs,
            new AuditPlaces(facts.Tables, facts.Classifications),
            request.AuditZone ?? TimeZoneInfo.Utc,
            takenAt,
            isEmpty,
            refusedBefore,
            ledger,
            quality.Of
        );
        return (draft with { Audit = logs }, null);
    }

    private static Dictionary<(string, string), long> RefusedBefore(ImmutableArray<Snapshot> snapshots) =>
        snapshots
            .SelectMany(snapshot => snapshot.Sources)
            .Where(file => file.Refused > 0)
            .DistinctBy(file => (file.Name, file.Sha256)) // of the newest
            .ToDictionary(file => (file.Name, file.Sha256), file => file.Refused);

    /// <summary>Whether a draft was read of just these files; its logs, which are read while a snapshot is written, go by their hashes alone.</summary>
    private static bool IsOf(
        SnapshotDraft draft,
        ImmutableArray<SourceFile> sources,
        CancellationToken cancellationToken
    )
    {
        var logs = (draft.Audit as AuditLogs)?.Names ?? [];
        return draft.Sources.SequenceEqual(sources.Where(file => !logs.Contains(file.Name)))
            && (draft.Audit as AuditLogs)?.AreAll(sources, cancellationToken) != false;
    }

    // An override that raises a table keeps the instants of its uses; one that lowers it forgets none.
    private static Classification Said(ClassOverride one) => new(one.Resource, one.Class, ClassificationBasis.Override);

    private static ImportReport Report(
        ImportLedger ledger,
        SnapshotDraft? draft,
        Snapshot? snapshot,
        string? failure
    ) => new(snapshot, Accepted(draft, snapshot), ledger.Refused, ledger.RefusedCount, ledger.Warnings, failure);

    /// <summary>Events are counted as they are believed: logs are read while the snapshot is written, and known ones are not read again.</summary>
    private static ImmutableSortedDictionary<string, long> Accepted(SnapshotDraft? draft, Snapshot? snapshot) =>
        draft is null ? ImmutableSortedDictionary<string, long>.Empty
        : draft.Audit is not null && snapshot is not null
            ? draft
                .Counts()
                .AddRange(snapshot.Counts.Where(kind => kind.Key.StartsWith("audit-", StringComparison.Ordinal)))
        : draft.Counts();

    private static string NotNewer(DateTimeOffset takenAt, Snapshot newest) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The facts of {takenAt.UtcDateTime:O} are not newer than snapshot {newest.Id} of {newest.TakenAt.UtcDateTime:O}."
        );

    private static DateTimeOffset Milliseconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}

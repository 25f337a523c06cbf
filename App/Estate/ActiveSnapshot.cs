using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>
/// Holds the views that questions are answered from: the newest snapshot's always, and the last few others that were asked for.
/// Thread-safe. Questions for the same picture share one build; a build belongs to nobody's request, so one impatient reader
/// cannot cancel it for the rest.
/// </summary>
public sealed class ActiveSnapshot(
    FactStore store,
    ClassOverrideStore overrides,
    PrincipalLabels labels,
    TimeProvider clock
)
{
    private const int KeptViews = 3;
    private static readonly TimeSpan s_recheck = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly LinkedList<(SnapshotId Snapshot, DateTimeOffset At, Task<EstateView> View)> _views = new();
    private volatile KeptHistory? _history;
    private volatile KeptCoverage? _derived;
    private ImmutableArray<Snapshot> _snapshots = [];
    private ImmutableArray<ClassOverride> _overrides = [];
    private DateTimeOffset _checkedAt = DateTimeOffset.MinValue;

    /// <summary>Raised on a pool thread after a newer snapshot was noticed.</summary>
    public event Action? Changed;

    /// <summary>The newest snapshot that was noticed; null before the first import.</summary>
    public Snapshot? Newest => _snapshots is [var newest, ..] ? newest : null;

    /// <summary>Newest first. Another process may import: the store is asked again when the last look is over 2 s old.</summary>
    public async Task<ImmutableArray<Snapshot>> SnapshotsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _checkedAt >= s_recheck)
        {
            await RefreshAsync(cancellationToken);
        }

        return _snapshots;
    }

    /// <summary>Looks for new snapshots, and for classes set by hand, now. Called after an import and after either is changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var found = await store.SnapshotsAsync(cancellationToken);
        var set = found.IsEmpty ? [] : await overrides.AllAsync(cancellationToken);
        bool newer;
        lock (_gate)
        {
            if (!set.SequenceEqual(_overrides))
            {
                _overrides = set;
                _views.Clear();
            }

            newer = found.Length > 0 && found[0].Id != Newest?.Id;
            _snapshots = found;
            _checkedAt = clock.GetUtcNow();
        }

        if (newer)
        {
            Changed?.Invoke();
        }
    }

    /// <summary>The view of a picture, built if nobody asked for it lately.</summary>
    /// <exception cref="NoAnswerException">There is no snapshot, no such snapshot, or it knows nothing of the instant.</exception>
    public async Task<EstateView> ViewAsync(Picture picture, CancellationToken cancellationToken)
    {
        var snapshots = await SnapshotsAsync(cancellationToken);
        if (snapshots is [])
        {
            throw new NoAnswerException(NoAnswer.NoSnapshot, "No estate has been imported yet.");
        }

        var snapshot = picture.Snapshot is { } id
            ? snapshots.FirstOrDefault(candidate => candidate.Id == id)
            : snapshots[0];
        if (snapshot is null)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"There is no snapshot {picture.Snapshot}; the newest is {snapshots[0].Id}."
            );
        }

        var at = picture.At ?? snapshot.TakenAt;
        if (at < snapshot.FactsFrom || at > snapshot.TakenAt)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"Snapshot {snapshot.Id} knows the time from {UtcText.Short(snapshot.FactsFrom)} to {UtcText.Short(snapshot.TakenAt)}; {UtcText.Short(at)} is outside."
            );
        }

        return await ViewTask(snapshot, at).WaitAsync(cancellationToken);
    }

    /// <summary>Every governance record that a snapshot believes, over all time, and what its logs show of their own coverage.</summary>
    public async Task<GovernanceHistory> GovernanceAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var derived = DerivedCoverageAsync(snapshot, cancellationToken);
        var records = await store.GovernanceAsync(snapshot, cancellationToken);
        return records with { DerivedCoverages = await derived };
    }

    /// <summary>Time of full logs that nobody declares and that follows from the logs' own numbers, by database: the only place where it is derived.</summary>
    public async Task<ImmutableArray<HeldFact<LogCoverage>>> DerivedCoverageAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        if (_derived is { } last && last.Snapshot == (snapshot.Id, snapshot.Digest))
        {
            return last.Coverage;
        }

        var logs = await store.AuditTraceAsync(snapshot, cancellationToken);
        ImmutableArray<HeldFact<LogCoverage>> coverage =
            logs.Streams.Length == 0
                ? []
                : NumberedTime.Of(
                    await store.ServicesAsync(snapshot, cancellationToken),
                    await store.LogCoveragesAsync(snapshot, cancellationToken),
                    logs
                );
        _derived = new((snapshot.Id, snapshot.Digest), coverage);
        return coverage;
    }

    /// <inheritdoc cref="FactStore.AccessExceptionsAsync"/>
    public Task<ImmutableArray<HeldFact<AccessException>>> AccessExceptionsAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => store.AccessExceptionsAsync(snapshot, cancellationToken);

    /// <inheritdoc cref="FactStore.SubjectsAsync"/>
    public Task<ImmutableArray<HeldFact<SubjectPresence>>> SubjectsAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => store.SubjectsAsync(snapshot, cancellationToken);

    /// <summary>What a snapshot believes to have begun or ended after one instant and not after another.</summary>
    public Task<ChangedFacts> ChangedAsync(
        Snapshot snapshot,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) => store.ChangedAsync(snapshot, from, to, cancellationToken);

    /// <summary>Every lineage edge that a snapshot believes, over all time.</summary>
    public Task<ImmutableArray<HeldFact<LineageEdge>>> LineageAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => store.LineageAsync(snapshot, cancellationToken);

    /// <summary>The audit logs that a snapshot believes.</summary>
    public Task<ImmutableArray<AuditLogFile>> AuditLogsAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        store.AuditLogsAsync(snapshot, cancellationToken);

    /// <summary>Every logged use of a table that a snapshot believes.</summary>
    public Task<ImmutableArray<AuditedUse>> AuditedUsesAsync(
        Snapshot snapshot,
        TableName table,
        DateTimeOffset? upTo,
        CancellationToken cancellationToken
    ) =>
        store.AuditedUsesAsync(
            snapshot,
            table,
            DateTimeOffset.UnixEpoch,
            upTo?.AddMilliseconds(1) ?? DateTimeOffset.MaxValue,
            cancellationToken
        );

    /// <summary>
    /// <inheritdoc cref="FactStore.HistoryAsync"/> With the classes that were set by hand, as in a picture of one instant. The last one is kept: the next
    /// question is mostly about the same stretch.
    /// </summary>
    public async Task<EstateHistory> HistoryAsync(
        Snapshot snapshot,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<ClassOverride> set;
        lock (_gate)
        {
            set = [.. _overrides.Where(one => one.HoldsFor(snapshot.Id))];
        }

        var key = (snapshot.Id, snapshot.Digest, from, to);
        if (_history is { } last && last.Key == key && last.Set.SequenceEqual(set))
        {
            return last.History;
        }

        var history = await store.HistoryAsync(snapshot, from, to, cancellationToken);
        if (!set.IsEmpty)
        {
            var lineage = await store.LineageAsync(snapshot, cancellationToken);
            history = ClassOverlay.Apply(
                history,
                set,
                [.. lineage.Where(edge => edge.HeldAt(snapshot.TakenAt)).Select(edge => edge.Value)]
            );
        }

        _history = new(key, set, history);
        return history;
    }

    /// <inheritdoc cref="FactStore.AllowedReadsAsync"/>
    public Task<ImmutableArray<AuditedUse>> AllowedReadsAsync(
        Snapshot snapshot,
        Func<TableName, bool> isWanted,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) => store.AllowedReadsAsync(snapshot, isWanted, from, to, cancellationToken);

    /// <inheritdoc cref="FactStore.EachReadAsync"/>
    public Task EachReadAsync(
        Snapshot snapshot,
        DateTimeOffset to,
        Action<LoggedRead> visit,
        CancellationToken cancellationToken
    ) => store.EachReadAsync(snapshot, to, visit, cancellationToken);

    /// <inheritdoc cref="FactStore.ColumnsReadAsync"/>
    public Task<ImmutableArray<ColumnsRead>> ColumnsReadAsync(
        Snapshot snapshot,
        IReadOnlyCollection<TableName> tables,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) => store.ColumnsReadAsync(snapshot, tables, to, cancellationToken);

    /// <inheritdoc cref="FactStore.NumberGapsAsync"/>
    public Task<ImmutableArray<NumberGap>> NumberGapsAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        store.NumberGapsAsync(snapshot, cancellationToken);

    /// <inheritdoc cref="FactStore.MembershipsAsync"/>
    public Task<ImmutableArray<HeldFact<Membership>>> MembershipsAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => store.MembershipsAsync(snapshot, cancellationToken);

    private Task<EstateView> ViewTask(Snapshot snapshot, DateTimeOffset at)
    {
        lock (_gate)
        {
            for (var node = _views.First; node is not null; node = node.Next)
            {
                if (node.Value.Snapshot == snapshot.Id && node.Value.At == at && !node.Value.View.IsFaulted)
                {
                    _views.Remove(node);
                    _views.AddFirst(node);
                    return node.Value.View;
                }
            }

            var set = _overrides;
            var view = Task.Run(async () =>
                EstateView.Build(
                    ClassOverlay.Apply(await store.LoadAsync(snapshot, at, CancellationToken.None), set),
                    labels,
                    CancellationToken.None
                )
            );
            _views.AddFirst((snapshot.Id, at, view));
            if (_views.Count > KeptViews)
            {
                _views.RemoveLast();
            }

            return view;
        }
    }

    private sealed record KeptCoverage(
        (SnapshotId Id, string Digest) Snapshot,
        ImmutableArray<HeldFact<LogCoverage>> Coverage
    );

    private sealed record KeptHistory(
        (SnapshotId Id, string Digest, DateTimeOffset From, DateTimeOffset To) Key,
        ImmutableArray<ClassOverride> Set,
        EstateHistory History
    );
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Findings;

/// <summary>
/// Remembers which findings each snapshot had. Where a finding stands is worked out from that and from what was done about it, in the order of the
/// snapshots' instants, so that it does not matter when a snapshot was judged. Thread-safe, also between processes.
/// </summary>
public sealed class FindingRegister(
    ActiveSnapshot active,
    FindingJudgementStore judgements,
    FindingEventStore events,
    IOptions<FindingOptions> options,
    TimeProvider clock
)
{
    private const int Bytes = 8;

    private readonly ConditionalWeakTable<EstateView, Known> _known = [];

    /// <summary>Snapshots of the same kind as the newest (demonstration or not) that were not judged yet, in the order of their instants.</summary>
    public async Task<ImmutableArray<Snapshot>> MissingAsync(CancellationToken cancellationToken)
    {
        var snapshots = await active.SnapshotsAsync(cancellationToken);
        var judged = (await judgements.SnapshotsAsync(cancellationToken))
            .Select(row => (row.Snapshot, row.Digest))
            .ToHashSet();
        return
        [
            .. snapshots
                .Where(snapshot =>
                    snapshot.IsDemo == snapshots[0].IsDemo && !judged.Contains((snapshot.Id.Value, snapshot.Digest))
                )
                .OrderBy(SnapshotMoment.Of),
        ];
    }

    /// <summary>When a snapshot was judged, and when its owners were notified; null where it was not judged.</summary>
    public async Task<(DateTimeOffset At, DateTimeOffset? ToldAt)?> JudgedAsync(
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) => await FindAsync(snapshot, cancellationToken) is { } row ? (row.JudgedAt, row.ToldAt) : null;

    /// <summary>Notes that the owners were notified of what a snapshot brought.</summary>
    public async Task ToldAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (await FindAsync(snapshot, cancellationToken) is { } row)
        {
            await judgements.ToldAsync(row.Id, clock.GetUtcNow(), cancellationToken);
        }
    }

    /// <summary>Keeps what the rules found in a snapshot.</summary>
    /// <returns>False where it was judged already: nothing was changed.</returns>
    internal Task<bool> RecordAsync(
        Snapshot snapshot,
        ImmutableArray<FindingRow> rows,
        CancellationToken cancellationToken
    ) =>
        judgements.AddAsync(
            new(0, snapshot.Id.Value, snapshot.Digest, snapshot.TakenAt, clock.GetUtcNow()),
            [.. ByRule(rows).Select(rule => new JudgedRuleRecord(0, rule.Rule, Packed(rule.Fingerprints)))],
            [.. rows.Select(row => KnownFindings.Record(row, snapshot.TakenAt))],
            cancellationToken
        );

    /// <param name="rows">What the rules find in the view.</param>
    internal async Task<FindingLives> LivesAsync(
        EstateView view,
        ImmutableArray<FindingRow> rows,
        CancellationToken cancellationToken
    )
    {
        var done = (await events.AllAsync(cancellationToken)).Select(FindingEvent.Read);
        return new(
            await RunsAsync(view, rows, cancellationToken),
            done.ToLookup(one => one.Finding, StringComparer.Ordinal),
            SnapshotMoment.Of(view.Facts.Snapshot),
            view.Stamp.At,
            options.Value
        );
    }

    /// <summary>Findings that are gone, as they were last seen, by fingerprint.</summary>
    internal async Task<ImmutableArray<FindingRow>> KnownAsync(
        IEnumerable<string> fingerprints,
        CancellationToken cancellationToken
    )
    {
        var wanted = fingerprints.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (await judgements.KnownAsync(cancellationToken))
                .Where(row => wanted.Contains(row.Fingerprint))
                .Select(KnownFindings.Row)
                .OfType<FindingRow>(),
        ];
    }

    private async Task<JudgedSnapshotRecord?> FindAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        (await judgements.SnapshotsAsync(cancellationToken)).FirstOrDefault(row =>
            row.Snapshot == snapshot.Id.Value && row.Digest == snapshot.Digest
        );

    private async Task<Dictionary<ulong, FindingRun>> RunsAsync(
        EstateView view,
        ImmutableArray<FindingRow> rows,
        CancellationToken cancellationToken
    )
    {
        var asked = view.Facts.Snapshot;
        // What the snapshot itself has is in the rows, judged or not, unless they are those of an earlier instant.
        var isItself = view.Stamp.At == asked.TakenAt;
        var snapshots = (await active.SnapshotsAsync(cancellationToken))
            .Where(snapshot =>
                snapshot.IsDemo == asked.IsDemo
                && (
                    isItself
                        ? SnapshotMoment.Of(snapshot) < SnapshotMoment.Of(asked)
                        : SnapshotMoment.Of(snapshot) <= SnapshotMoment.Of(asked)
                )
            )
            .Select(snapshot => (snapshot.Id.Value, snapshot.Digest))
            .ToHashSet();
        ImmutableArray<JudgedSnapshotRecord> judged =
        [
            .. (await judgements.SnapshotsAsync(cancellationToken)).Where(row =>
                snapshots.Contains((row.Snapshot, row.Digest))
            ),
        ];
        if (_known.TryGetValue(view, out var known) && known.Judged.SequenceEqual(judged.Select(row => row.Id)))
        {
            return known.Runs;
        }

        ImmutableArray<long> ids = [.. judged.Select(row => row.Id)];
        var found = (await judgements.RulesAsync(ids, cancellationToken)).ToLookup(row => row.Judged);
        var all = judged.Select(row => new Judgement(
            new(row.TakenAt, new(row.Snapshot)),
            [.. found[row.Id].Select(rule => new RuleSightings(rule.Rule, Unpacked(rule.Fingerprints)))]
        ));
        var runs = FindingRuns.Of(isItself ? all.Append(new(SnapshotMoment.Of(asked), ByRule(rows))) : all);
        _known.AddOrUpdate(view, new(ids, runs));
        return runs;
    }

    // Also the rules that found nothing: they ran.
    private static ImmutableArray<RuleSightings> ByRule(ImmutableArray<FindingRow> rows)
    {
        var found = rows.ToLookup(row => row.Rule.Id, row => FindingLives.Number(row.Id), StringComparer.Ordinal);
        return
        [
            .. FindingRules.All.Select(rule => new RuleSightings(
                rule.Info.Id,
                [.. found[rule.Info.Id].Distinct().Order()]
            )),
        ];
    }

    private static byte[] Packed(ImmutableArray<ulong> fingerprints)
    {
        var bytes = new byte[fingerprints.Length * Bytes];
        for (var index = 0; index < fingerprints.Length; index++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(index * Bytes), fingerprints[index]);
        }

        return bytes;
    }

    private static ImmutableArray<ulong> Unpacked(byte[] bytes)
    {
        var fingerprints = ImmutableArray.CreateBuilder<ulong>(bytes.Length / Bytes);
        for (var at = 0; at < bytes.Length; at += Bytes)
        {
            fingerprints.Add(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at)));
        }

        return fingerprints.MoveToImmutable();
    }

    private sealed record Known(ImmutableArray<long> Judged, Dictionary<ulong, FindingRun> Runs);
}

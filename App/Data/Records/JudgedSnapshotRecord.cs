namespace GovernanceDashboard.Data.Records;

/// <summary>That the rules judged a snapshot. Made once, never changed but for <paramref name="ToldAt"/>.</summary>
/// <param name="Id">From 1, in the order of judging, which need not be that of the snapshots' instants.</param>
/// <param name="Digest">Of the snapshot: numbers start anew in an estate that was put in place of another.</param>
/// <param name="TakenAt">The instant that the snapshot describes.</param>
/// <param name="ToldAt">When the owners were notified; null until then.</param>
public sealed record JudgedSnapshotRecord(
    long Id,
    int Snapshot,
    string Digest,
    DateTimeOffset TakenAt,
    DateTimeOffset JudgedAt,
    DateTimeOffset? ToldAt = null
);

/// <summary>What one rule found in a judged snapshot. A rule that did not run has no row, which is not the same as finding nothing.</summary>
/// <param name="Fingerprints">Eight bytes each, big-endian, ascending: a thousand findings are 8 kB.</param>
public sealed record JudgedRuleRecord(long Judged, string Rule, byte[] Fingerprints);

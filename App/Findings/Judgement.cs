using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings;

/// <summary>A snapshot in the order of what it describes: by its instant, of one instant by its number (the later import corrects the earlier).</summary>
public readonly record struct SnapshotMoment(DateTimeOffset TakenAt, SnapshotId Snapshot) : IComparable<SnapshotMoment>
{
    public static SnapshotMoment Of(Snapshot snapshot) => new(snapshot.TakenAt, snapshot.Id);

    public static bool operator <(SnapshotMoment one, SnapshotMoment other) => one.CompareTo(other) < 0;

    public static bool operator >(SnapshotMoment one, SnapshotMoment other) => one.CompareTo(other) > 0;

    public static bool operator <=(SnapshotMoment one, SnapshotMoment other) => one.CompareTo(other) <= 0;

    public static bool operator >=(SnapshotMoment one, SnapshotMoment other) => one.CompareTo(other) >= 0;

    public int CompareTo(SnapshotMoment other) =>
        TakenAt.CompareTo(other.TakenAt) is not 0 and var order ? order : Snapshot.CompareTo(other.Snapshot);
}

/// <summary>What one rule found in a snapshot.</summary>
/// <param name="Fingerprints">As numbers; in any order.</param>
public sealed record RuleSightings(string Rule, ImmutableArray<ulong> Fingerprints);

/// <summary>What the rules found in a snapshot. A rule that is missing did not run, and says nothing about its findings.</summary>
public sealed record Judgement(SnapshotMoment Moment, ImmutableArray<RuleSightings> Rules);

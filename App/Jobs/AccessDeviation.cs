using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Jobs;

/// <summary>How many facts of one kind came, went and changed.</summary>
public sealed record ChangeCount(string Kind, int Added, int Removed, int Changed);

/// <summary>A policy that came, went or changed.</summary>
/// <param name="Name">With pseudonyms where it names people.</param>
/// <param name="What">"added", "removed", or the parts that differ: "allow items, resources".</param>
public sealed record PolicyDeviation(string Service, long Id, string Name, string What)
{
    public const string Added = "added";
    public const string Removed = "removed";
}

/// <summary>Pairs gained and lost on the tables of one group. A table in several groups counts in each.</summary>
/// <param name="Group">Null for the tables that are in none.</param>
public sealed record GroupDeviation(string? Group, long Gained, long Lost);

/// <summary>How a snapshot differs from the one before in what decides access. It names policies and table groups, and nobody.</summary>
/// <param name="Policies">By service and id.</param>
/// <param name="Groups">Those with the most pairs first; only where a pair was gained or lost.</param>
/// <param name="PairsGained">People and tables that the later snapshot lets read and the earlier did not; new people and tables included.</param>
public sealed record AccessDeviation(
    SnapshotId Before,
    ImmutableArray<ChangeCount> Changes,
    ImmutableArray<PolicyDeviation> Policies,
    ImmutableArray<GroupDeviation> Groups,
    long PairsGained,
    long PairsLost
)
{
    public bool IsEmpty => Changes.IsEmpty && PairsGained == 0 && PairsLost == 0;
}

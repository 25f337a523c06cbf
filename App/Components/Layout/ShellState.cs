using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Components.Layout;

/// <summary>What the workbench's frame shows. Replaced whole, never edited.</summary>
/// <param name="Stamp">Null until it is known, or where the role may not see it.</param>
/// <param name="Snapshot">The snapshot behind the stamp, with its quality parts and sources.</param>
/// <param name="HasNoEstate">Nothing has been imported yet: pages wait.</param>
/// <param name="Problem">Why the picture asked for cannot be shown; null where it can.</param>
/// <param name="Newer">A snapshot that arrived while the page showed an older "newest".</param>
public sealed record ShellState(
    AnswerStamp? Stamp,
    Snapshot? Snapshot,
    bool HasNoEstate,
    string? Problem,
    SnapshotId? Newer,
    ImmutableArray<JobStatus> Jobs
)
{
    public static ShellState Start { get; } = new(null, null, false, null, null, []);

    public IEnumerable<JobStatus> RunningJobs => Jobs.Where(job => job.State == JobState.Running);
}

using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings;

/// <summary>What a snapshot knows of findings over time: when each was there, and what was done about it. Immutable.</summary>
/// <param name="runs">By fingerprint.</param>
/// <param name="asked">The snapshot asked about.</param>
/// <param name="at">The instant asked about.</param>
internal sealed class FindingLives(
    IReadOnlyDictionary<ulong, FindingRun> runs,
    ILookup<string, FindingEvent> events,
    SnapshotMoment asked,
    DateTimeOffset at,
    FindingOptions options
)
{
    /// <summary>Fingerprints of what is resolved.</summary>
    public IEnumerable<string> Resolved =>
        runs.Where(run => !run.Value.IsOpen).Select(run => run.Key.ToString("x16", CultureInfo.InvariantCulture));

    public int ResolvedCount => runs.Values.Count(run => !run.IsOpen);

    /// <summary>How many findings a snapshot was the first to find no more.</summary>
    public int GoneIn(SnapshotId snapshot) => runs.Values.Count(run => run.Gone?.Snapshot == snapshot);

    public static ulong Number(string fingerprint) =>
        ulong.Parse(fingerprint, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public FindingTrail TrailOf(string fingerprint) =>
        events.Contains(fingerprint) ? FindingTrail.Of(events[fingerprint], asked) : FindingTrail.None;

    /// <summary>The row with its waiver, its owner and its life.</summary>
    public FindingRow Live(FindingRow row)
    {
        var trail = TrailOf(row.Id);
        var made = trail.WaiverAt(at);
        // An imported waiver and one that was made here may both permit it: what counts is until when.
        var waiver =
            made is not null && !(row.Waiver?.Until >= made.Until) ? (made.Id, made.Until)
            : row.Waiver is { } imported ? imported
            : ((string, DateTimeOffset)?)null;
        var owner = trail.Owner is { } given ? new FindingOwner(given, null, IsAssigned: true) : row.Owner;
        if (!runs.TryGetValue(Number(row.Id), out var run))
        {
            return row with { Waiver = waiver, Owner = owner };
        }

        var status = trail.StatusOf(run, waiver is not null);
        var set = trail.DueSince(run.From);
        var due = set ?? options.DueAfter(row.Severity, run.From.TakenAt);
        return row with
        {
            Waiver = status == FindingStatus.Resolved ? null : waiver,
            Owner = owner,
            Life = new(
                status,
                run,
                due,
                set is not null,
                due <= at && status is not (FindingStatus.Resolved or FindingStatus.Suppressed),
                trail.Note?.Value,
                made,
                trail.Waivers.LastOrDefault(one => one.StateAt(at) == FindingWaiverState.Requested)
            ),
        };
    }
}

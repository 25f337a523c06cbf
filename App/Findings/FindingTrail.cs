using System.Collections.Immutable;

namespace GovernanceDashboard.Findings;

/// <summary>What was done about one finding, as far as a snapshot may know it. Pure.</summary>
/// <param name="Events">What holds: in the order of doing, without what was taken back and the taking back.</param>
/// <param name="Waivers">In the order of asking.</param>
public sealed record FindingTrail(ImmutableArray<FindingEvent> Events, ImmutableArray<FindingWaiver> Waivers)
{
    /// <summary>All that was done, what was taken back and the taking back among it: in the order of doing.</summary>
    public ImmutableArray<FindingEvent> Done { get; init; } = [];

    public static FindingTrail None { get; } = new([], []);

    /// <param name="asked">The snapshot asked about: what was done when a later one was the newest is not known to it.</param>
    public static FindingTrail Of(IEnumerable<FindingEvent> events, SnapshotMoment asked)
    {
        FindingEvent[] known = [.. events.Where(one => one.Moment <= asked).OrderBy(one => one.Id)];
        var undone = known.Where(one => one.Kind == FindingEventKind.Undo).Select(one => one.Of).ToHashSet();
        ImmutableArray<FindingEvent> standing =
        [
            .. known.Where(one => one.Kind != FindingEventKind.Undo && !undone.Contains(one.Id)),
        ];
        return new(
            standing,
            [
                .. standing
                    .Where(one => one.Kind == FindingEventKind.WaiverRequest)
                    .Select(request => new FindingWaiver(
                        request,
                        Answer(standing, request, FindingEventKind.WaiverApproval),
                        Answer(standing, request, FindingEventKind.WaiverEnd)
                    )),
            ]
        )
        {
            Done = [.. known],
        };
    }

    /// <summary>Whom it was given to; null where it was not, or was given back.</summary>
    public string? Owner => Last(FindingEventKind.Owner, null)?.Value;

    public FindingEvent? Note => Last(FindingEventKind.Note, null);

    /// <summary>The day set by hand since a run began; null where none is.</summary>
    public DateTimeOffset? DueSince(SnapshotMoment run) => Last(FindingEventKind.Due, run)?.Until;

    public bool IsTakenUpSince(SnapshotMoment run) =>
        Last(FindingEventKind.State, run)?.Value == FindingStatus.InProgress.Word();

    /// <summary>The waiver in force that ends last; null where none is.</summary>
    public FindingWaiver? WaiverAt(DateTimeOffset instant) =>
        Waivers.Where(waiver => waiver.InForceAt(instant)).MaxBy(waiver => waiver.Until);

    /// <summary>Where the finding stands.</summary>
    /// <param name="run">When it was there, up to the snapshot asked about.</param>
    /// <param name="isWaived">Whether a waiver in force permits it.</param>
    public FindingStatus StatusOf(FindingRun run, bool isWaived) =>
        !run.IsOpen ? FindingStatus.Resolved
        : isWaived ? FindingStatus.Suppressed
        : IsTakenUpSince(run.From) ? FindingStatus.InProgress
        : run.Runs > 1 ? FindingStatus.BackAgain
        : FindingStatus.New;

    private FindingEvent? Last(FindingEventKind kind, SnapshotMoment? since) =>
        Events.LastOrDefault(one => one.Kind == kind && (since is null || one.Moment >= since));

    private static FindingEvent? Answer(
        ImmutableArray<FindingEvent> events,
        FindingEvent request,
        FindingEventKind kind
    ) => events.FirstOrDefault(one => one.Kind == kind && one.Of == request.Id);
}

using System.Collections.Immutable;
using System.Globalization;

namespace GovernanceDashboard.Findings;

/// <summary>Tells what happened to a finding in sentences.</summary>
internal static class FindingHistoryWording
{
    /// <summary>Newest first.</summary>
    public static ImmutableArray<FindingHistoryLine> Lines(FindingRow row, FindingTrail trail)
    {
        var done = trail.Done.ToDictionary(one => one.Id);
        var undone = trail.Done.Where(one => one.Kind == FindingEventKind.Undo).Select(one => one.Of).ToHashSet();
        return
        [
            .. Sightings(row.Life?.Run)
                .Select((line, index) => (Line: line, Order: (line.At, index)))
                .Concat(
                    trail.Done.Select(one =>
                        (
                            Line: new FindingHistoryLine(
                                one.At,
                                Told(one),
                                one.Actor,
                                one.Reason,
                                one.Kind
                                    is FindingEventKind.State
                                        or FindingEventKind.Owner
                                        or FindingEventKind.Due
                                        or FindingEventKind.Note
                                && !undone.Contains(one.Id)
                                    ? one.Batch
                                    : null
                            ),
                            // What was done stands after the snapshot that it was done upon, whatever the clock said.
                            Order: (
                                one.Moment.TakenAt > one.At ? one.Moment.TakenAt : one.At,
                                (int)Math.Min(one.Id + 10, int.MaxValue)
                            )
                        )
                    )
                )
                .OrderByDescending(line => line.Order)
                .Select(line => line.Line),
        ];

        string Told(FindingEvent one) =>
            one.Kind == FindingEventKind.Undo && one.Of is { } taken && done.TryGetValue(taken, out var back)
                ? $"Taken back: {Text(back)}"
            : undone.Contains(one.Id) ? $"{Text(one)} (taken back since)"
            : Text(one);
    }

    private static IEnumerable<FindingHistoryLine> Sightings(FindingRun? run)
    {
        if (run is null)
        {
            yield break;
        }

        yield return Line(run.First, "first found");
        if (run.Runs > 1)
        {
            var times = (run.Runs - 1).ToString(CultureInfo.InvariantCulture);
            yield return Line(
                run.From,
                $"found again after it was gone ({times} {(run.Runs == 2 ? "time" : "times")})"
            );
        }

        if (run.Last > run.From)
        {
            yield return Line(run.Last, "last found");
        }

        if (run.Gone is { } gone)
        {
            yield return Line(gone, "no longer found: resolved");
        }
    }

    private static FindingHistoryLine Line(SnapshotMoment moment, string what) =>
        new(moment.TakenAt, $"Snapshot {moment.Snapshot}: {what}", null, null, null);

    private static string Text(FindingEvent one) =>
        one.Kind switch
        {
            FindingEventKind.State => one.Value == FindingStatus.InProgress.Word()
                ? "Taken up: in progress"
                : "Put back: nobody works on it",
            FindingEventKind.Owner => one.Value is { } owner ? $"Given to {owner}" : "Given back to the estate's owner",
            FindingEventKind.Due => one.Until is { } due ? $"Due {Day(due)}" : "Due by the term of its severity",
            FindingEventKind.Note => $"Note: {one.Value}",
            FindingEventKind.WaiverRequest =>
                $"Waiver W-{one.Id.ToString(CultureInfo.InvariantCulture)} asked for, until {Day(one.Until)}",
            FindingEventKind.WaiverApproval => $"Waiver W-{one.Of?.ToString(CultureInfo.InvariantCulture)} approved",
            FindingEventKind.WaiverEnd => $"Waiver W-{one.Of?.ToString(CultureInfo.InvariantCulture)} ended",
            FindingEventKind.Undo => "Taken back",
        };

    private static string Day(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
}

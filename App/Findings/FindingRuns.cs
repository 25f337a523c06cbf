namespace GovernanceDashboard.Findings;

/// <summary>When a finding was there: from its first sighting on, in one or more runs of snapshots without a gap.</summary>
/// <param name="First">The first snapshot that had it.</param>
/// <param name="From">Where the newest run begins.</param>
/// <param name="Last">The last snapshot that had it.</param>
/// <param name="Gone">The first snapshot after <paramref name="Last"/> whose judging by the same rule found it no more; null while it is found.</param>
/// <param name="Runs">From 1; more than 1: it was resolved in between.</param>
public sealed record FindingRun(
    SnapshotMoment First,
    SnapshotMoment From,
    SnapshotMoment Last,
    SnapshotMoment? Gone,
    int Runs
)
{
    public bool IsOpen => Gone is null;
}

/// <summary>Works out from judgements when each finding was there. The order in which they were made is nothing to it: only the snapshots' instants are.</summary>
public static class FindingRuns
{
    /// <summary>By fingerprint. One pass over all sightings.</summary>
    public static Dictionary<ulong, FindingRun> Of(IEnumerable<Judgement> judgements)
    {
        var judged = new Dictionary<string, List<SnapshotMoment>>(StringComparer.Ordinal);
        var seen = new Dictionary<ulong, Seen>();
        foreach (var judgement in judgements.OrderBy(judgement => judgement.Moment))
        {
            foreach (var rule in judgement.Rules)
            {
                if (!judged.TryGetValue(rule.Rule, out var moments))
                {
                    judged.Add(rule.Rule, moments = []);
                }

                foreach (var fingerprint in rule.Fingerprints)
                {
                    if (!seen.TryGetValue(fingerprint, out var one))
                    {
                        seen.Add(fingerprint, one = new(moments) { First = moments.Count, From = moments.Count });
                    }
                    else if (one.Last != moments.Count - 1)
                    {
                        (one.From, one.Runs) = (moments.Count, one.Runs + 1);
                    }

                    one.Last = moments.Count;
                }

                moments.Add(judgement.Moment);
            }
        }

        return seen.ToDictionary(pair => pair.Key, pair => pair.Value.Run());
    }

    // Positions among the judgements by the finding's own rule.
    private sealed class Seen(List<SnapshotMoment> moments)
    {
        public required int First { get; init; }

        public int From { get; set; }

        public int Last { get; set; }

        public int Runs { get; set; } = 1;

        public FindingRun Run() =>
            new(
                moments[First],
                moments[From],
                moments[Last],
                Last + 1 < moments.Count ? moments[Last + 1] : null,
                Runs
            );
    }
}

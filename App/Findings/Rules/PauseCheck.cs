using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Nothing of a person is captured into the scope while that person pauses: broken for as long as such a capture goes on, and again with the next.</summary>
internal sealed class PauseCheck : ICommitmentCheck
{
    public string Id => "pause";

    public IEnumerable<(HeldFact<Commitment> Commitment, CommitmentVerdict Verdict)> Judge(
        RuleContext context,
        IReadOnlyList<HeldFact<Commitment>> commitments
    )
    {
        var captured = context.Records.Captures.Select(capture => capture.Value.Table).ToHashSet();
        Finding[] found = [.. new CaptureDuringPause().Run(context, CancellationToken.None)];
        foreach (var commitment in commitments)
        {
            var tables = context
                .Scopes.Of(commitment.Value.Scope)
                .Select(table => context.Table(table).Name)
                .Where(captured.Contains)
                .Select(Subject.Of)
                .ToHashSet(StringComparer.Ordinal);
            Finding[] mine =
            [
                .. found.Where(finding =>
                    finding.Subjects.Any(tables.Contains) && (finding.To is not { } to || to > commitment.From)
                ),
            ];
            yield return (
                commitment,
                tables.Count == 0 ? CommitmentVerdict.Unknown("No capture into a table of the scope is recorded.")
                : mine.Length == 0
                    ? CommitmentVerdict.Kept(
                        $"No recorded capture into {Subject.Count(tables.Count, "table", "tables")} of the scope lies in a pause."
                    )
                : new CommitmentVerdict(
                    Apart(mine.Select(finding => new BrokenTime(finding.From!.Value, finding.To))),
                    false,
                    [.. mine.SelectMany(finding => finding.Subjects).Distinct(StringComparer.Ordinal)],
                    $"{Subject.Count(mine.Length, "capture lies", "captures lie")} in a pause of the person: {Subject.Count(mine.Sum(finding => finding.Amount), "row", "rows")}.",
                    new(
                        mine.Max(finding => finding.Terms.Weight),
                        mine.Select(finding => finding.Subjects[0]).Distinct().Count()
                    )
                )
            );
        }
    }

    // Captures of several people may go on at the same time.
    private static ImmutableArray<BrokenTime> Apart(IEnumerable<BrokenTime> times)
    {
        var apart = new List<BrokenTime>();
        foreach (var time in times.OrderBy(time => time.From))
        {
            if (apart is [.., var last] && (last.To is not { } end || time.From <= end))
            {
                apart[^1] = last with
                {
                    To = last.To is { } to && time.To is { } other ? (to > other ? to : other) : null,
                };
            }
            else
            {
                apart.Add(time);
            }
        }

        return [.. apart];
    }
}

using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Every running flow that captures into the scope has shown a notice.</summary>
internal sealed class NoticeCheck : ICommitmentCheck
{
    public string Id => "notice";

    public IEnumerable<(HeldFact<Commitment> Commitment, CommitmentVerdict Verdict)> Judge(
        RuleContext context,
        IReadOnlyList<HeldFact<Commitment>> commitments
    )
    {
        var flows = context.Records.Captures.ToLookup(capture => capture.Value.Table, capture => capture.Value.Flow);
        Finding[] missing = [.. new NoticeMissing().Run(context, CancellationToken.None)];
        foreach (var commitment in commitments)
        {
            var mine = context
                .Scopes.Of(commitment.Value.Scope)
                .SelectMany(table => flows[context.Table(table).Name])
                .Select(Subject.Flow)
                .ToHashSet(StringComparer.Ordinal);
            Finding[] bare = [.. missing.Where(finding => finding.Subjects.Any(mine.Contains))];
            yield return (
                commitment,
                mine.Count == 0 ? CommitmentVerdict.Unknown("No capture into a table of the scope is recorded.")
                : bare.Length == 0
                    ? CommitmentVerdict.Kept($"{Subject.Count(mine.Count, "flow has", "flows have")} a notice on file.")
                : CommitmentVerdict.BrokenSince(
                    bare.Min(finding => finding.From ?? commitment.From),
                    bare.SelectMany(finding => finding.Subjects),
                    $"{Subject.Count(bare.Length, "flow runs", "flows run")} without a notice.",
                    bare[0].Terms
                )
            );
        }
    }
}

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-37, R-38: a promise of a privacy review was broken, with the first date.</summary>
public sealed class CommitmentBroken : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "commitment-broken",
            "Promise of a privacy review broken",
            "A commitment in force was not kept: its check (audience, retention, pause, zone, notice, approval, purpose, masking) failed. Since the first instant at which it did, until it was kept again. Amount: 1 commitment.",
            "commitments",
            ["R-37", "R-38"],
            ["GDPR 5(2)", "GDPR 35", "ISO 42001 A.6.2.6", "NIST AI RMF GOVERN 1.5"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var standing in context.Commitments.Where(one => one.State == CommitmentState.Broken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(
                Info.Id,
                [$"commitment:{standing.Commitment.Id}", standing.Commitment.Scope],
                standing.FirstBroken,
                standing.Until,
                1,
                $"\"{standing.Commitment.Text}\" was broken: {standing.Statement}",
                standing.Terms
            );
        }
    }
}

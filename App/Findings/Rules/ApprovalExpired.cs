using GovernanceDashboard.Access;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-31, R-36: the approval of a class ran out, and data is still there.</summary>
public sealed class ApprovalExpired : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "approval-expired",
            "Approval of a class ran out",
            "The last approval of the class of tables of a scope that flows fill has ended, and no other took its place. Amount: such tables.",
            "tables",
            ["R-31", "R-36"],
            ["ISO 42001 A.7.2"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var approvals = new ClassApprovals(context);
        foreach (var scope in approvals.Tables.OrderBy(scope => scope.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            TableOrdinal[] bare =
            [
                .. scope.Where(table =>
                    approvals.Of(table).Any(approval => approval.To <= context.Now)
                    && !approvals.Of(table).Any(approval => approval.HeldAt(context.Now))
                ),
            ];
            if (bare.Length > 0)
            {
                yield return new(
                    Info.Id,
                    [scope.Key],
                    bare.Min(table =>
                        approvals.Of(table).Where(approval => approval.To <= context.Now).Max(approval => approval.To)
                    ),
                    null,
                    bare.Length,
                    $"The approval of the class of {Subject.Count(bare.Length, "table", "tables")} of {scope.Key} ran out.",
                    new(context.WeightOf(bare), 0, IsGapOnly: true)
                );
            }
        }
    }
}

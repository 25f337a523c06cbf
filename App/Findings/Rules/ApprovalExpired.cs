namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-31, R-36: the approval of a class ran out, and data is still there.</summary>
public sealed class ApprovalExpired : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "approval-expired",
            "Approval of a class ran out",
            "The last approval of the class of a group that flows fill has ended, and no other took its place. Amount: tables of the group.",
            "tables",
            ["R-31", "R-36"],
            ["ISO 42001 A.7.2"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var (group, tables, approvals) in ClassApprovals.Groups(context))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (
                !approvals.IsEmpty
                && !approvals.Any(approval => approval.HeldAt(context.Now))
                && approvals.Where(approval => approval.To <= context.Now).Max(approval => approval.To) is { } ended
            )
            {
                yield return new(
                    Info.Id,
                    [Subject.Group(group)],
                    ended,
                    null,
                    tables.Length,
                    $"The approval of the class of {group} ran out; the group holds {Subject.Count(tables.Length, "table", "tables")}.",
                    new(context.WeightOf(tables), 0, IsGapOnly: true)
                );
            }
        }
    }
}

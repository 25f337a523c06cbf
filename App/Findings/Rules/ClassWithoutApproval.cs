using GovernanceDashboard.Access;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-31: a class of data came into a flow before anybody had approved it.</summary>
public sealed class ClassWithoutApproval : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "class-without-approval",
            "Class without approval",
            "Tables of a group that flows fill were made before an approval of the class was on file for the group (approvals, kind class). Amount: tables made before it. An approval that came later ends the breach and does not undo it.",
            "tables",
            ["R-31", "R-36"],
            ["ISO 42001 A.7.2", "NIST AI RMF MAP 1.6"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var (group, tables, approvals) in ClassApprovals.Groups(context))
        {
            cancellationToken.ThrowIfCancellationRequested();
            DateTimeOffset? approved = approvals.IsEmpty ? null : approvals[0].From;
            TableOrdinal[] early =
            [
                .. tables.Where(table =>
                    context.Table(table).CreatedAt is { } made && (approved is null || made < approved)
                ),
            ];
            if (early.Length > 0)
            {
                yield return new(
                    Info.Id,
                    [Subject.Group(group)],
                    early.Min(table => context.Table(table).CreatedAt),
                    approved <= context.Now ? approved : null,
                    early.Length,
                    $"{Subject.Count(early.Length, "table", "tables")} of {group} were made before the class had an approval.",
                    new(context.WeightOf(early), 0, IsGapOnly: true)
                );
            }
        }
    }
}

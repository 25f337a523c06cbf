using GovernanceDashboard.Access;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-31: a class of data came into a flow before anybody had approved it.</summary>
public sealed class ClassWithoutApproval : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "class-without-approval",
            "Class without approval",
            "Tables of a scope that flows fill were made before an approval of their class (approvals, kind class) was on file. Amount: tables made before it. An approval that came later ends the breach and does not undo it.",
            "tables",
            ["R-31", "R-36"],
            ["ISO 42001 A.7.2", "NIST AI RMF MAP 1.6"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var approvals = new ClassApprovals(context);
        foreach (var scope in approvals.Tables.OrderBy(scope => scope.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            TableOrdinal[] early =
            [
                .. scope.Where(table =>
                    context.Table(table).CreatedAt is { } made
                    && (approvals.Of(table).FirstOrDefault() is not { } first || made < first.From)
                ),
            ];
            if (early.Length == 0)
            {
                continue;
            }

            // Null where at least one of them has none to this day.
            var approved = Array.TrueForAll(early, table => approvals.Of(table).Any())
                ? early.Max(table => approvals.Of(table).First().From)
                : (DateTimeOffset?)null;
            yield return new(
                Info.Id,
                [scope.Key],
                early.Min(table => context.Table(table).CreatedAt),
                approved <= context.Now ? approved : null,
                early.Length,
                $"{Subject.Count(early.Length, "table", "tables")} of {scope.Key} were made before their class had an approval.",
                new(context.WeightOf(early), 0, IsGapOnly: true)
            );
        }
    }
}

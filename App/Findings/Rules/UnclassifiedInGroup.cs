using GovernanceDashboard.Access;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-18: tables of a table group of which nobody knows what they hold.</summary>
public sealed class UnclassifiedInGroup : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "unclassified-in-group",
            "Unclassified tables of a group",
            "Tables of a table group have no class by tag, catalogue, name, column or comment. They count as sensitive until somebody says what they hold. Amount: such tables.",
            "tables",
            ["R-18", "R-15"],
            ["ISO 42001 A.4.3", "CSF 2.0 ID.AM-07"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var group in context.Groups.Groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (group.Unclassified == 0)
            {
                continue;
            }

            TableOrdinal[] unknown = [.. group.Tables.Where(table => context.Groups.ClassesOf(table).IsEmpty)];
            yield return new(
                Info.Id,
                [Subject.Group(group.Group.Name)],
                null,
                null,
                unknown.Length,
                $"Nobody knows what {Subject.Count(unknown.Length, "table", "tables")} of {group.Group.Name} {(unknown.Length == 1 ? "holds" : "hold")}.",
                new(context.WeightOf(unknown), 0, IsGapOnly: true)
            );
        }
    }
}

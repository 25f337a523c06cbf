namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-28: sensitive tables for which nobody says how long they may be kept.</summary>
public sealed class RetentionMissing : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "retention-missing",
            "No retention rule",
            "Sensitive or unclassified tables of a database that no retention rule reaches. Amount: tables.",
            "tables",
            ["R-28"],
            ["GDPR 5(1)(e)"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var reached = context
            .Held(context.Records.RetentionRules)
            .SelectMany(rule => context.Scopes.Of(rule.Scope))
            .ToHashSet();
        foreach (
            var database in context
                .Tables.Where(table => !reached.Contains(table) && context.IsSensitive(table))
                .GroupBy(table => context.Table(table).Name.Database)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(
                Info.Id,
                [Subject.Database(database.Key)],
                null,
                null,
                database.Count(),
                $"No retention rule reaches {Subject.Count(database.Count(), "sensitive or unclassified table", "sensitive or unclassified tables")} of {database.Key}.",
                new(context.WeightOf(database), 0, IsGapOnly: true)
            );
        }
    }
}

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-28: a table holds data older than its retention allows.</summary>
public sealed class RetentionOverdue : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "retention-overdue",
            "Retention overdue",
            "The oldest data of a person that is known to stand in the table is older than the days of the narrowest retention rule about it (table, database, group, search; the shortest where several are alike). Since the day on which it should have been deleted. Amount: whole days overdue.",
            "days",
            ["R-28"],
            ["GDPR 5(1)(e)"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var standing in RetentionBook.Of(context))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (standing is { Rule: { } rule, Deadline: { } deadline } && deadline <= context.Now)
            {
                var name = context.Table(standing.Table).Name;
                var days = (long)(context.Now - deadline).TotalDays;
                yield return new(
                    Info.Id,
                    [Subject.Of(name)],
                    deadline,
                    null,
                    days,
                    $"{name} still holds data that {rule.Scope} allows for {Subject.Count(rule.Days, "day", "days")}: {Subject.Count(days, "day", "days")} overdue.",
                    new(context.WeightOf(standing.Table), standing.People)
                );
            }
        }
    }
}

using GovernanceDashboard.Domain;

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
        var rules = context.Scopes.Narrowest(context.Held(context.Records.RetentionRules), rule => rule.Scope);
        var oldest = context
            .Held(context.Records.Subjects)
            .Where(subject => subject.FirstAt is not null)
            .GroupBy(subject => subject.Table)
            .ToDictionary(
                table => table.Key,
                table =>
                    (
                        First: table.Min(one => one.FirstAt!.Value),
                        People: table.Select(one => one.Subject).Distinct().Count()
                    )
            );
        foreach (var (name, (first, people)) in oldest.OrderBy(table => table.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (context.Index.FindTable(name) is { } table && rules.TryGetValue(table, out var narrowest))
            {
                var rule = narrowest.MinBy(one => one.Days)!;
                var deadline = first.AddDays(rule.Days);
                if (deadline <= context.Now)
                {
                    var days = (long)(context.Now - deadline).TotalDays;
                    yield return new(
                        Info.Id,
                        [Subject.Of(name)],
                        deadline,
                        null,
                        days,
                        $"{name} still holds data that {rule.Scope} allows for {Subject.Count(rule.Days, "day", "days")}: {Subject.Count(days, "day", "days")} overdue.",
                        new(context.WeightOf(table), people)
                    );
                }
            }
        }
    }
}

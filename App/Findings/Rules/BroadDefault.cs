using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-21: an item opens sensitive tables to everyone.</summary>
public sealed class BroadDefault : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "broad-default",
            "Open to everyone",
            "An item of a policy lets everyone read sensitive or unclassified tables, whether it names the group public or any user. Amount: such tables. The people are those who read at least one of them, whatever denies leave out. Since the version of the policy that brought such an item.",
            "tables",
            ["R-20", "R-21"],
            ["GDPR 25", "GDPR 32", "CSF 2.0 PR.AA-05"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var opened = new SortedDictionary<(long Policy, int Item), List<TableOrdinal>>();
        var policies = new Dictionary<long, Policy>();
        foreach (var alike in context.Ways.Sensitive)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (
                var reason in context
                    .Ways.Reasons(alike.First())
                    .All.Where(reason =>
                        reason.Via == AccessVia.Everyone
                        || (reason.Via == AccessVia.AnyUser && !PolicyScope.IsPersonal(reason.Policy!))
                    )
            )
            {
                var key = (reason.Policy!.Id, reason.ItemIndex!.Value);
                if (!opened.TryGetValue(key, out var tables))
                {
                    opened.Add(key, tables = []);
                }

                tables.AddRange(alike);
                policies.TryAdd(reason.Policy.Id, reason.Policy);
            }
        }

        foreach (var ((policy, item), tables) in opened)
        {
            var people = context.Readers(tables.DistinctBy(context.Index.Signature));
            yield return new(
                Info.Id,
                [$"policy:{policy}", $"item:allow:{item}", "group:public"],
                context.Ages.Since(policies[policy], PrincipalId.Everyone),
                null,
                tables.Count,
                $"Policy {policy} opens {Subject.Count(tables.Count, "sensitive or unclassified table", "sensitive or unclassified tables")} to everyone; {Subject.Count(people, "person reads", "people read")} them.",
                new(context.WeightOf(tables), people)
            )
            {
                Figures = [new("people", people)],
            };
        }
    }
}

using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-11: a dashboard shows a sensitive table to people who cannot read it.</summary>
public sealed class DashboardLaunders : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "dashboard-launders",
            "Laundered by a dashboard",
            "The audience of a dashboard holds people who cannot read a sensitive or unclassified table that it shows, directly or through views. Amount: such people.",
            "people",
            ["R-11", "R-22"],
            ["GDPR 5(1)(f)", "CSF 2.0 PR.AA-05"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var table in context.Tables.Where(context.IsSensitive))
        {
            foreach (var dashboard in context.Index.DashboardsOver(table))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (context.Index.Audience(dashboard) is not { } audience)
                {
                    continue;
                }

                var people = context
                    .Index.PeopleOf(audience)
                    .Except(context.Index.PeopleOf(context.Index.Readers(table)))
                    .Count;
                if (people > 0)
                {
                    var name = context.Table(table).Name;
                    yield return new(
                        Info.Id,
                        [
                            $"dashboard:{dashboard.Id}",
                            Subject.Of(name),
                            .. dashboard.Audience!.Value.Select(one => one.ToString()),
                        ],
                        null,
                        null,
                        people,
                        $"A dashboard shows {name} to {Subject.Count(people, "person who", "people who")} cannot read the table.",
                        new(context.WeightOf(table), people)
                    );
                }
            }
        }
    }
}

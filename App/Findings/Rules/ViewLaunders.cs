using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-11: a view shows a sensitive table to people who cannot read it.</summary>
public sealed class ViewLaunders : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "view-launders",
            "Laundered by a view",
            "People read a view and nothing of a sensitive or unclassified table that it shows, directly or through other views. Which columns it shows is not known. Amount: such people.",
            "people",
            ["R-11"],
            ["GDPR 5(1)(f)", "CSF 2.0 PR.AA-05"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var table in context.Tables.Where(context.IsSensitive))
        {
            foreach (var view in context.Index.ViewsOver(table))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var people = context
                    .Index.ReadingPeople(view)
                    .Except(context.Index.PeopleOf(context.Index.Readers(table)))
                    .Count;
                if (people > 0)
                {
                    var (shown, name) = (context.Table(view).Name, context.Table(table).Name);
                    yield return new(
                        Info.Id,
                        [Subject.Of(shown), Subject.Of(name)],
                        null,
                        null,
                        people,
                        $"The view {shown} shows {name} to {Subject.Count(people, "person who", "people who")} cannot read the table.",
                        new(context.WeightOf(table), people)
                    );
                }
            }
        }
    }
}

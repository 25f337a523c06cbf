using GovernanceDashboard.Access;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-11: a view shows a sensitive table to people who cannot read it.</summary>
public sealed class ViewLaunders : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "view-launders",
            "Laundered by a view",
            "People read a view and nothing of a sensitive or unclassified table that it shows, directly or through other views. Which columns it shows is not known. Amount: such people. Since the view and the way to it that most of them use have both been there.",
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
                    .Except(context.Index.PeopleOf(context.Index.Readers(table)));
                if (!people.IsEmpty)
                {
                    var (shown, name) = (context.Table(view).Name, context.Table(table).Name);
                    yield return new(
                        Info.Id,
                        [Subject.Of(shown), Subject.Of(name)],
                        Since(context, view, people),
                        null,
                        people.Count,
                        $"The view {shown} shows {name} to {Subject.Count(people.Count, "person who", "people who")} cannot read the table.",
                        new(context.WeightOf(table), people.Count)
                    );
                }
            }
        }
    }

    // Before the view was made it showed nothing; how long a way stood when the facts begin nobody knows.
    private static DateTimeOffset? Since(RuleContext context, TableOrdinal view, PrincipalSet people)
    {
        var made = context.Table(view).CreatedAt is { } at && at > context.Changes.From ? at : (DateTimeOffset?)null;
        var way = context.Ways.Widest([view], people)?.Since;
        return way is null || made > way ? made : way;
    }
}

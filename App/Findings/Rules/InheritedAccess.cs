namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-20: people read sensitive tables, which are not meant for them, by a grant that stands above the tables.</summary>
public sealed class InheritedAccess : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "inherited-access",
            "Inherited from above the table",
            "An item of a policy about whole databases, or about tables by a pattern or a tag, lets people into sensitive or unclassified tables although they are outside the declared audience and no access exception covers them; the tables themselves have no such grant. What opens to everyone is told apart (broad-default). Amount: such tables.",
            "tables",
            ["R-20", "R-04"],
            ["CSF 2.0 PR.AA-05", "GDPR 25", "ISO 27001 A.5.15"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var (way, open) in context.Outside.All.Where(each => !PolicyScope.NamesTables(each.Open.Policy)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(
                Info.Id,
                [.. way.Subjects],
                context.Ages.Since(open.Policy, way.Principal),
                null,
                open.Tables.Count,
                $"Policy {way.Policy} ({PolicyScope.Text(open.Policy)}) lets {way.Principal} into {Subject.Count(open.Tables.Count, "table that has", "tables that have")} no such grant of their own: {Subject.Count(open.People.Count, "person", "people")} outside the audience.",
                new(context.WeightOf(open.Tables), open.People.Count)
            )
            {
                Figures = [new("people", open.People.Count)],
            };
        }
    }
}

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-04: a grant on single tables lets people in who are not meant to, and no exception was ever written down.</summary>
public sealed class UndocumentedAccess : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "undocumented-access",
            "Access without an exception on file",
            "An item of a policy about single sensitive or unclassified tables lets people in who are outside the declared audience, and no access exception covers them or ever covered the one that it names. One that ran out is told apart (exception-expired). Amount: such people.",
            "people",
            ["R-04", "R-36"],
            ["CSF 2.0 PR.AA-05", "GDPR 5(2)", "ISO 27001 A.5.15"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var (way, open) in context.Outside.All.Where(each => PolicyScope.NamesTables(each.Open.Policy)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(
                Info.Id,
                [.. way.Subjects, .. open.Tables.Select(table => Subject.Of(context.Table(table).Name))],
                context.Ages.Since(open.Policy, way.Principal),
                null,
                open.People.Count,
                $"Policy {way.Policy} lets {way.Principal} into {Subject.Count(open.Tables.Count, "table", "tables")} without an access exception: {Subject.Count(open.People.Count, "person", "people")} outside the audience.",
                new(context.WeightOf(open.Tables), open.People.Count)
            );
        }
    }
}

using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-43: somebody read a sensitive table who was not meant to.</summary>
public sealed class Misuse : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "misuse",
            "Read by somebody not meant to",
            "Logs show allowed reads of a sensitive or unclassified table by a person who was neither in its declared audience nor named by an access exception in force at the instant of the read. Where no audience was declared, or memberships of then are known by bounds only, nobody is accused. Since the first such read. Of daily counts only the first and the last instant are judged, so that the amount is at least so many. Service accounts and refused attempts are left out. Amount: reads.",
            "reads",
            ["R-43", "R-07"],
            ["GDPR 5(1)(b)", "GDPR 32", "CSF 2.0 DE.CM-03"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var outside in context.Use.Outside)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = context.Table(outside.Table).Name;
            yield return new(
                Info.Id,
                [Subject.Login(outside.Login), Subject.Of(name)],
                outside.First,
                null,
                outside.Reads,
                $"{Subject.Login(outside.Login)} read {name}{(outside.IsByFiles ? " by its files" : "")} {Subject.Count(outside.Reads, "time", "times")}, the last at {UtcText.Short(outside.Last)}, without being meant to.",
                new(context.WeightOf(outside.Table), 1)
            );
        }
    }
}

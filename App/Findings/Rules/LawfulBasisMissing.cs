using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-40: a flow runs and no lawful basis is on file.</summary>
public sealed class LawfulBasisMissing : FlowPaperwork
{
    public override RuleInfo Info { get; } =
        new(
            "lawful-basis-missing",
            "No lawful basis on file",
            "A running flow names no lawful basis. Amount: 1 flow.",
            "flows",
            ["R-40"],
            ["GDPR 5(1)(a)", "GDPR 6"]
        );

    protected override (DateTimeOffset? Since, string Statement)? Missing(CollectionFlow flow, DateTimeOffset now) =>
        flow.LawfulBasis is null ? (null, "runs, and no lawful basis is on file") : null;
}

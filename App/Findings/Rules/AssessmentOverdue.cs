using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-39: a flow's impact assessment is due for review, none is planned, or nobody has signed it off.</summary>
public sealed class AssessmentOverdue : FlowPaperwork
{
    public override RuleInfo Info { get; } =
        new(
            "assessment-overdue",
            "Impact assessment overdue",
            "The impact assessment of a running flow was due for review, nobody says when it is due, or it has a date and nobody has signed it off. Amount: 1 flow.",
            "flows",
            ["R-39"],
            ["GDPR 35", "ISO 42001 A.5.2"]
        );

    protected override (DateTimeOffset? Since, string Statement)? Missing(CollectionFlow flow, DateTimeOffset now) =>
        flow.AssessmentDue is not { } due ? (null, "runs, and nobody says when its impact assessment is due")
        : due <= now ? (due, "runs, and its impact assessment was due for review")
        : flow is { AssessedAt: { } made, SignedOffBy: null } && made <= now
            ? (made, "runs, and nobody has signed off its impact assessment")
        : null;
}

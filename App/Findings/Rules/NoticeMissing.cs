using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-40: a flow runs and no version of a notice is on file.</summary>
public sealed class NoticeMissing : FlowPaperwork
{
    public override RuleInfo Info { get; } =
        new(
            "notice-missing",
            "No notice on file",
            "A running flow names no version of the notice that people were shown. Amount: 1 flow.",
            "flows",
            ["R-40"],
            ["GDPR 13", "GDPR 5(1)(a)"]
        );

    protected override (DateTimeOffset? Since, string Statement)? Missing(CollectionFlow flow, DateTimeOffset now) =>
        flow.NoticeVersion is null ? (null, "runs, and no version of a notice is on file") : null;
}

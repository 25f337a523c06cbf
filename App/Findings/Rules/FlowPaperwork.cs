using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>What a running flow has to have on file; one rule for each, alike but for what is asked.</summary>
public abstract class FlowPaperwork : IFindingRule
{
    private const double PersonalData = 3;

    public abstract RuleInfo Info { get; }

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (
            var flow in context
                .Records.Flows.Where(flow => flow.HeldAt(context.Now) && flow.Value.State == FlowState.Running)
                .OrderBy(flow => flow.Value.Id, StringComparer.Ordinal)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Missing(flow.Value, context.Now) is var (since, statement))
            {
                yield return new(
                    Info.Id,
                    [Subject.Flow(flow.Value.Id)],
                    since ?? Beginning(context, flow.Value),
                    null,
                    1,
                    $"Flow {flow.Value.Id} {statement}.",
                    new(PersonalData, 0, IsGapOnly: true)
                );
            }
        }
    }

    /// <returns>Null where nothing is missing; else since when, null for since the flow began so, and what, after the flow's name.</returns>
    protected abstract (DateTimeOffset? Since, string Statement)? Missing(CollectionFlow flow, DateTimeOffset now);

    // The first of its states in which the same was missing without a break.
    private DateTimeOffset? Beginning(RuleContext context, CollectionFlow flow) =>
        context
            .Records.Flows.Where(state => state.Value.Id == flow.Id && state.From <= context.Now)
            .OrderByDescending(state => state.From)
            .TakeWhile(state => Missing(state.Value, context.Now) is not null)
            .LastOrDefault()
            ?.From;
}

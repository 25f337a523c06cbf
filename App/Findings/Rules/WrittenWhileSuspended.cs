using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-34: rows written by a flow while it was paused or suspended.</summary>
public sealed class WrittenWhileSuspended : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "written-while-suspended",
            "Written while the flow was suspended",
            "A collection flow wrote rows inside an interval in which it was paused or suspended as a whole. Amount: rows of the capture; where only a part of it lies inside, at most that many.",
            "rows",
            ["R-34", "R-35"],
            ["NIST AI RMF MANAGE 2.4"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var stopped = context
            .Records.Flows.Where(flow => flow.Value.State != FlowState.Running)
            .ToLookup(flow => flow.Value.Id, StringComparer.Ordinal);
        foreach (var capture in context.Records.Captures.Where(capture => capture.From <= context.Now))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = capture.Value;
            foreach (var state in stopped[rows.Flow])
            {
                if (Overlap.Of(capture, state) is { } overlap)
                {
                    var (from, to) = overlap;
                    yield return new(
                        Info.Id,
                        [Subject.Login(rows.Subject), Subject.Flow(rows.Flow), Subject.Of(rows.Table)],
                        from,
                        to,
                        rows.Rows,
                        $"Flow {rows.Flow} wrote {Subject.Count(rows.Rows, "row", "rows")} of {Subject.Login(rows.Subject)} into {rows.Table} while it was {(state.Value.State == FlowState.Paused ? "paused" : "suspended")}.",
                        new(context.Index.FindTable(rows.Table) is { } table ? context.WeightOf(table) : 4, 1)
                    );
                }
            }
        }
    }
}

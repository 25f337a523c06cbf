using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-31: a flow captured into tables before the gate to its start was passed.</summary>
public sealed class GateNotPassed : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "gate-not-passed",
            "Captured before the gate",
            "A flow captured into tables while no approval of the kind gate about them was in force. Since the first such capture. Amount: tables.",
            "tables",
            ["R-31", "R-35", "R-36"],
            ["ISO 42001 A.6.2.5", "NIST AI RMF MAP 1.6"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var gates = context
            .Records.Approvals.Where(approval => approval.Value.Kind == ApprovalKind.Gate)
            .SelectMany(approval => context.Scopes.Of(approval.Value.Scope).Select(table => (table, approval)))
            .ToLookup(pair => pair.table, pair => pair.approval);
        var early =
            from capture in context.Records.Captures
            where capture.From <= context.Now
            let table = context.Index.FindTable(capture.Value.Table)
            where table is not null && !gates[table.Value].Any(gate => gate.HeldAt(capture.From))
            group (Table: table.Value, capture.From) by capture.Value.Flow into flow
            orderby flow.Key
            select flow;
        foreach (var flow in early)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TableOrdinal[] tables = [.. flow.Select(one => one.Table).Distinct()];
            yield return new(
                Info.Id,
                [Subject.Flow(flow.Key)],
                flow.Min(one => one.From),
                null,
                tables.Length,
                $"Flow {flow.Key} captured into {Subject.Count(tables.Length, "table", "tables")} while no gate approval was in force.",
                new(context.WeightOf(tables), 0, IsGapOnly: true)
            );
        }
    }
}

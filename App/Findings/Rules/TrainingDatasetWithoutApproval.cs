using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-32: a table that goes into the training or evaluation of models has no current approval as a dataset.</summary>
public sealed class TrainingDatasetWithoutApproval : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "training-dataset-without-approval",
            "Training dataset without approval",
            "A training or evaluation job reads or writes the table, and no approval of it as a dataset (approvals, kind dataset) is in force. Since the first job that touched it without one. Amount: 1 table.",
            "tables",
            ["R-32", "R-36"],
            ["ISO 42001 A.7.2", "ISO 42001 A.7.5"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var approvals = context
            .Records.Approvals.Where(approval => approval.Value.Kind == ApprovalKind.Dataset)
            .SelectMany(approval => context.Scopes.Of(approval.Value.Scope).Select(table => (table, approval)))
            .ToLookup(pair => pair.table, pair => pair.approval);
        var touched = context
            .Lineage.Where(edge => edge.Value.Kind == LineageKind.Train)
            .SelectMany(edge => new[] { edge.Value.From, edge.Value.To })
            .Select(node => node.AsTable)
            .OfType<TableName>()
            .ToHashSet();
        foreach (var name in touched.Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (
                context.Index.FindTable(name) is not { } table
                || approvals[table].Any(approval => approval.HeldAt(context.Now))
            )
            {
                continue;
            }

            var node = LineageNode.Table(name);
            var first = context
                .Lineage.Where(edge =>
                    edge.Value.Kind != LineageKind.Serve && (edge.Value.From == node || edge.Value.To == node)
                )
                .Min(edge => edge.From);
            var ended = approvals[table].Select(approval => approval.To).Where(to => to <= context.Now).Max();
            yield return new(
                Info.Id,
                [Subject.Of(name)],
                ended ?? first,
                null,
                1,
                ended is null
                    ? $"{name} goes into training, and nobody approved it as a dataset."
                    : $"{name} goes into training, and its approval as a dataset ran out.",
                new(context.WeightOf(table), context.Index.ReadingPeople(table).Count)
            );
        }
    }
}

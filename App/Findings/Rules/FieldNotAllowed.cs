using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-30: a flow's tables hold a field that its allow-list does not name.</summary>
public sealed class FieldNotAllowed : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "field-not-allowed",
            "Field outside the allow-list",
            "A table into which a flow captures has a column that the flow's list of allowed fields does not name. Partition keys are not captured and do not count. Amount: tables that hold the field.",
            "tables",
            ["R-29", "R-30"],
            ["GDPR 5(1)(c)", "GDPR 25"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var captures = context
            .Records.Captures.Where(capture => capture.From <= context.Now)
            .ToLookup(capture => capture.Value.Flow, StringComparer.Ordinal);
        foreach (
            var flow in context
                .Held(context.Records.Flows)
                .Where(flow => !flow.AllowedFields.IsEmpty)
                .OrderBy(flow => flow.Id, StringComparer.Ordinal)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var allowed = flow.AllowedFields.ToHashSet(StringComparer.OrdinalIgnoreCase);
            var fields =
                from filled in captures[flow.Id].GroupBy(capture => capture.Value.Table)
                let table = context.Index.FindTable(filled.Key)
                where table is not null
                from column in context.Table(table.Value).Columns
                where !column.IsPartitionKey && !allowed.Contains(column.Name)
                group (Table: table.Value, From: filled.Min(capture => capture.From)) by column.Name into holding
                orderby holding.Key
                select holding;
            foreach (var field in fields)
            {
                TableOrdinal[] tables = [.. field.Select(one => one.Table).OrderBy(table => table.Value)];
                yield return new(
                    Info.Id,
                    [
                        Subject.Flow(flow.Id),
                        $"field:{field.Key}",
                        .. tables.Select(table => Subject.Of(context.Table(table).Name)),
                    ],
                    field.Min(one => one.From),
                    null,
                    tables.Length,
                    $"Flow {flow.Id} fills the field {field.Key} in {Subject.Count(tables.Length, "table", "tables")}; its list of allowed fields does not name it.",
                    new(context.WeightOf(tables), 0)
                );
            }
        }
    }
}

using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-13: a sensitive table was copied whole into another zone.</summary>
public sealed class ShadowCopy : IFindingRule
{
    private const int EnoughToTell = 6;

    public RuleInfo Info { get; } =
        new(
            "shadow-copy",
            "Shadow copy",
            "A table outside the zone of a sensitive table has all of its columns: a job is known to have written the one from the other, or the columns are the same by name, type and order (six at least) and the table is the younger one. Amount: columns taken over, partition keys among them.",
            "columns",
            ["R-13", "R-12"],
            ["GDPR 5(1)(b)", "CSF 2.0 ID.AM-07"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var zones = DataZones.Of(context);
        var alike = context
            .Tables.Where(table => context.Table(table).Kind == ResourceKind.Table)
            .ToLookup(table => string.Join('\n', Columns(context, table)), StringComparer.Ordinal);
        var written = context
            .Facts.LineageEdges.Where(edge => edge.Carries)
            .ToLookup(edge => edge.From, edge => edge.To);
        foreach (
            var source in context.Tables.Where(table =>
                context.Table(table).Kind == ResourceKind.Table && context.IsSensitive(table)
            )
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] columns = [.. Columns(context, source)];
            var (name, made) = (context.Table(source).Name, context.Table(source).CreatedAt);
            var byLineage = written[LineageNode.Table(name)]
                .Select(node => node.AsTable is { } to ? context.Index.FindTable(to) : null)
                .OfType<TableOrdinal>()
                .Where(copy => columns.Length > 0 && !columns.Except(Columns(context, copy)).Any());
            var byColumns =
                columns.Length < EnoughToTell
                    ? []
                    : alike[string.Join('\n', columns)]
                        .Where(copy => made is not null && context.Table(copy).CreatedAt > made);
            foreach (var copy in byLineage.Concat(byColumns).Distinct().OrderBy(table => table.Value))
            {
                if (
                    copy != source
                    && zones.TryGetValue(source, out var zone)
                    && (!zones.TryGetValue(copy, out var other) || other != zone)
                )
                {
                    yield return new(
                        Info.Id,
                        [Subject.Of(context.Table(copy).Name), Subject.Of(name)],
                        context.Table(copy).CreatedAt,
                        null,
                        context
                            .Table(source)
                            .Columns.Count(column =>
                                context
                                    .Table(copy)
                                    .Columns.Any(other => (other.Name, other.Type) == (column.Name, column.Type))
                            ),
                        $"{context.Table(copy).Name} has all columns of {name} and lies outside its zone.",
                        new(context.WeightOf(source), context.Index.ReadingPeople(copy).Count)
                    );
                }
            }
        }
    }

    private static IEnumerable<string> Columns(RuleContext context, TableOrdinal table) =>
        context
            .Table(table)
            .Columns.Where(column => !column.IsPartitionKey)
            .Select(column => $"{column.Name} {column.Type}");
}

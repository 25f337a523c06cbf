using GovernanceDashboard.Access;
using GovernanceDashboard.Findings.Rules.Use;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-29: a flow captures a field that nobody reads, from tables that somebody reads.</summary>
public sealed class MinimisationCandidate : IFindingRule
{
    /// <summary>Look-back of the over-exposure ratio (metrics 6.4).</summary>
    private const int UnusedDays = 90;

    public RuleInfo Info { get; } =
        new(
            "minimisation-candidate",
            "Captured and not read",
            "A flow captures a field that nobody read for 90 days, although tables that hold it were read. Only tables count that were there all the time and whose use through Hive, files and views was logged in full; a read that names no columns, of the files, or of a view counts as one of every field. Partition keys are not captured and do not count. Where the imported logs end earlier nothing is said. Since the last logged read. Amount: tables of which the field could be left out. Captured rows are those on record.",
            "tables",
            ["R-29", "R-30"],
            ["GDPR 5(1)(c)", "GDPR 25", "CCPA 1798.100(c)"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var since = context.Now.AddDays(-UnusedDays);
        if (!context.Use.SpeaksOf(since, context.Now))
        {
            yield break;
        }

        var fields = new CapturedFields(context, since);
        foreach (
            var flow in context
                .Records.Captures.Where(capture => capture.From <= context.Now)
                .GroupBy(capture => capture.Value.Flow, StringComparer.Ordinal)
                .OrderBy(flow => flow.Key, StringComparer.Ordinal)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var filled = flow.ToLookup(capture => context.Index.FindTable(capture.Value.Table));
            TableOrdinal[] tables =
            [
                .. filled
                    .Select(captures => captures.Key)
                    .OfType<TableOrdinal>()
                    .Where(fields.IsJudged)
                    .OrderBy(table => table.Value),
            ];
            var holding = tables
                .SelectMany(table =>
                    context
                        .Table(table)
                        .Columns.Where(column => !column.IsPartitionKey)
                        .Select(column => (column.Name, Table: table))
                )
                .GroupBy(one => one.Name, one => one.Table, StringComparer.Ordinal)
                .OrderBy(field => field.Key, StringComparer.Ordinal);
            foreach (var field in holding.Where(field => field.Any(fields.IsInUse)))
            {
                var last = field.Max(table => fields.LastRead(table, field.Key));
                if (last >= since)
                {
                    continue;
                }

                var rows = field.SelectMany(table => filled[table]).ToArray();
                var subjects = rows.Select(row => row.Value.Subject).Distinct(StringComparer.Ordinal).Count();
                var count = field.Count();
                yield return new(
                    Info.Id,
                    [Subject.Flow(flow.Key), $"field:{field.Key}"],
                    last,
                    null,
                    count,
                    $"Flow {flow.Key} captures the field {field.Key} into {Subject.Count(count, "table", "tables")}, and nobody read it for {UnusedDays} days.",
                    new(context.WeightOf(field), subjects, IsGapOnly: true)
                )
                {
                    Figures =
                    [
                        new("tables in use", field.Count(fields.IsInUse)),
                        new("captured rows", rows.Sum(row => row.Value.Rows)),
                        new("people captured", subjects),
                    ],
                };
            }
        }
    }
}

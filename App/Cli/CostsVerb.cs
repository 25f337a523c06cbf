using System.CommandLine;
using System.Globalization;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules.Costs;

namespace GovernanceDashboard.Cli;

/// <summary><c>costs</c>: what storing each table group costs a month, and what of it is paid for nothing.</summary>
internal static class CostsVerb
{
    private const int Shown = 50;

    public static Command Create(CommandRunner runner)
    {
        var tables = new Option<bool>("--tables")
        {
            Description = "One line a table, most avoidable first, in place of one a table group",
        };
        var command = runner.Verb(
            "costs",
            "Cost of storage a month by table group, and how much of it is avoidable: kept too long, unused, copied",
            new(
                "costs [--tables] [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]",
                "costs --csv costs.csv"
            ),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                var picture = run.Picture;
                var answer = await run.WorkAsync(
                    "Judging the snapshot",
                    (progress, token) => run.Service<FindingQuestions>().CostsAsync(run.User, picture, progress, token),
                    cancellationToken
                );
                var byTable = run.Get(tables);
                return await run.GiveAsync(
                    path,
                    answer,
                    costs =>
                        byTable
                            ? new(CostLines.TableHeader, CostLines.Tables(costs), "table")
                            : new(CostLines.GroupHeader, CostLines.Groups(costs), "line"),
                    Document,
                    byTable ? PrintTables : Print,
                    cancellationToken
                );
            }
        );
        command.Add(tables);
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(CostsAnswer answer) =>
        new
        {
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            unit = "currency units a month; 1 GB is 10^9 bytes",
            isKnown = answer.IsPriced,
            notKnown = CostLines.Gaps(answer),
            formulas = MetricCatalogue.All.Where(metric => metric.Source == MetricCatalogue.Costs),
            totals = answer.Standing.Totals.Select(Row),
            groups = answer.Standing.Groups.Select(Row),
            tables = answer.Standing.Tables.Select(table => new
            {
                table = table.Name.ToString(),
                groups = table.Groups,
                costRecords = table.Scopes,
                currency = table.Currency,
                figures = Figures(table.Figures),
                bytes = table.Bytes,
                keptTooLong = table.IsOverdue,
                use = table.Use,
                shadowCopy = table.IsCopy,
            }),
        };

    private static object Row(CostRow row) =>
        new
        {
            group = row.Group,
            currency = row.Currency,
            figures = Figures(row.Figures),
            tables = row.Counts.Tables,
            withoutCostRecord = row.Counts.Tables - row.Counts.Priced,
            keptTooLong = row.Counts.Overdue,
            provenUnused = row.Counts.ProvenUnused,
            perhapsUnused = row.Counts.PerhapsUnused,
            shadowCopies = row.Counts.Copies,
            bytes = row.Bytes,
            withoutSize = row.Unsized,
            growth = row.Growth is { } growth ? new { bytes = growth.Bytes, since = growth.Since } : null,
        };

    private static object? Figures(CostFigures? figures) =>
        figures is null
            ? null
            : new
            {
                cost = Range(figures.Whole),
                avoidable = Range(figures.Avoidable),
                keptTooLong = Range(figures.Overdue),
                unused = Range(figures.Unused),
                shadowCopies = Range(figures.Copies),
            };

    private static object Range(MoneyRange amount) => new { low = amount.Low, high = amount.High };

    private static void Heading(TextOutput text, CostsAnswer answer)
    {
        text.Line($"Storage a month, {QuestionText.Of(answer.Stamp)}");
        foreach (var row in answer.Standing.Totals.Where(row => row.Figures is not null))
        {
            text.Line(
                $"{CostLines.Money(row.Figures!.Whole, row.Currency)} for {Cli.Figures.Of(row.Counts.Priced, "table")}; avoidable {CostLines.Money(row.Figures.Avoidable, row.Currency)}."
            );
        }

        foreach (var gap in CostLines.Gaps(answer))
        {
            text.Line(gap);
        }
    }

    private static void Print(TextOutput text, CostsAnswer answer)
    {
        Heading(text, answer);
        text.Table(
            [
                "TABLE GROUP",
                TextColumn.Number("TABLES"),
                TextColumn.Number("COST"),
                TextColumn.Number("AVOIDABLE"),
                TextColumn.Number("KEPT TOO LONG"),
                TextColumn.Number("UNUSED"),
                TextColumn.Number("COPIES"),
                "CURRENCY",
                TextColumn.Number("GROWTH"),
            ],
            [
                .. answer.Standing.Groups.Select(row =>
                    (string[])
                        [
                            row.Group ?? CostLines.NoGroup,
                            Cli.Figures.Count(row.Counts.Tables),
                            .. Amounts(row.Figures),
                            row.Currency ?? "",
                            CostLines.Growth(row, answer.Stamp.At),
                        ]
                ),
            ]
        );
        text.Line("Groups may share tables; the totals count each once. Formulas: metrics --formulas.");
    }

    private static void PrintTables(TextOutput text, CostsAnswer answer)
    {
        Heading(text, answer);
        text.Table(
            [
                "TABLE",
                TextColumn.Number("COST"),
                TextColumn.Number("AVOIDABLE"),
                TextColumn.Number("KEPT TOO LONG"),
                TextColumn.Number("UNUSED"),
                TextColumn.Number("COPIES"),
                "CURRENCY",
                "USE",
            ],
            [
                .. answer
                    .Standing.Tables.Take(Shown)
                    .Select(table =>
                        (string[])
                            [
                                table.Name.ToString(),
                                .. Amounts(table.Figures),
                                table.Currency ?? "",
                                CostLines.Word(table.Use),
                            ]
                    ),
            ]
        );
        if (answer.Standing.Tables.Length > Shown)
        {
            text.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Shown} of {answer.Standing.Tables.Length} tables; --json and --csv give all."
                )
            );
        }
    }

    private static IEnumerable<string> Amounts(CostFigures? figures) =>
        new[] { figures?.Whole, figures?.Avoidable, figures?.Overdue, figures?.Unused, figures?.Copies }.Select(
            CostLines.Amount
        );
}

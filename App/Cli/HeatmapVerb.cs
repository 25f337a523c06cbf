using System.CommandLine;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Cli;

/// <summary><c>heatmap</c>: table groups x populations, as people, breadth and pairs.</summary>
internal static class HeatmapVerb
{
    private const string AllPeople = "all people";

    public static Command Create(CommandRunner runner)
    {
        var csv = new Option<string?>("--csv")
        {
            Description = "Write the cells to a CSV file, safe to open in a spreadsheet",
            HelpName = "FILE",
        };
        var command = runner.Verb(
            "heatmap",
            "Table groups x populations: people, breadth and pairs; unknown is never shown as safe",
            new(
                "heatmap [--by department, level, region or employment] [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]",
                "heatmap --by level --csv heatmap.csv"
            ),
            async (run, cancellationToken) =>
            {
                var file = run.Get(csv);
                if (file is not null && run.IsJson)
                {
                    throw new UsageException(
                        "--json and --csv cannot go together.",
                        "one of the two",
                        "heatmap --csv heatmap.csv"
                    );
                }

                var (picture, attribute) = (run.Picture, run.Attribute);
                var path = file is null ? null : run.NewFile(file, "heatmap --csv heatmap.csv");
                var answer = await run.AskAsync(
                    questions => questions.HeatmapAsync(run.User, picture, attribute, cancellationToken),
                    cancellationToken
                );
                var cells = Cells(answer.Heatmap);
                if (path is not null)
                {
                    await WriteCsvAsync(path, answer.Stamp, cells, cancellationToken);
                    run.Say($"Wrote {Figures.Of(cells.Length, "cell")} to {path}.");
                }
                else if (run.IsJson)
                {
                    run.Json(Document(answer, cells));
                }
                else
                {
                    Print(run.Text, answer, cells);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(csv);
        command.Add(runner.Shared.By);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static HeatmapRow[] Cells(Heatmap heatmap) =>
        [
            .. from row in Enumerable.Range(0, heatmap.Groups.Length)
            from column in Enumerable.Range(0, heatmap.Populations.Length)
            select HeatmapRow.Of(
                heatmap.Groups[row].Group.Name,
                heatmap.Populations[column].Name,
                heatmap.Cell(row, column)
            ),
        ];

    private static HeatmapRow[] Totals(Heatmap heatmap) =>
        [.. heatmap.Groups.Select((group, row) => HeatmapRow.Of(group.Group.Name, AllPeople, heatmap.Totals[row]))];

    private static object Document(HeatmapAnswer answer, HeatmapRow[] cells) =>
        new
        {
            by = answer.Heatmap.Attribute,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            groups = answer.Heatmap.Groups.Select(
                (group, row) =>
                    new
                    {
                        group = group.Group.Name,
                        label = answer.Sensitivities[row].Label?.ToString() ?? "unknown",
                        most_sensitive_table = answer.Sensitivities[row].Highest?.ToString() ?? "unknown",
                        unclassified = answer.Sensitivities[row].Unclassified,
                        combinations = answer
                            .Sensitivities[row]
                            .Fired.Select(fired => new { rule = fired.Rule.Name, sentence = fired.Sentence }),
                    }
            ),
            count = cells.Length,
            cells = cells.Select(Document),
            totals = Totals(answer.Heatmap).Select(Document),
        };

    private static object Document(HeatmapRow row) =>
        new
        {
            group = row.Group,
            population = row.Population,
            people = row.People,
            population_size = row.PopulationSize,
            breadth_pct = Figures.PercentNumber(row.BreadthPercent),
            pairs = row.Pairs,
            unknown = row.IsUnknown,
        };

    private static async Task WriteCsvAsync(
        string path,
        AnswerStamp stamp,
        HeatmapRow[] cells,
        CancellationToken cancellationToken
    )
    {
        var provenance = StampColumns.Of(stamp);
        string[] heading =
        [
            "group",
            "population",
            "people",
            "population_size",
            "breadth_pct",
            "pairs",
            "unknown",
            .. StampColumns.Header,
        ];
        var rows = cells.Select(row =>
            (string[])
                [
                    row.Group,
                    row.Population,
                    Figures.Count(row.People),
                    Figures.Count(row.PopulationSize),
                    row.BreadthPercent is null ? "" : Figures.Percent(row.BreadthPercent),
                    Figures.Count(row.Pairs),
                    row.IsUnknown ? "true" : "false",
                    .. provenance,
                ]
        );
        await using var writer = new StreamWriter(path);
        await CsvOutput.WriteAsync(writer, rows.Prepend(heading), cancellationToken);
    }

    private static void Print(TextOutput text, HeatmapAnswer answer, HeatmapRow[] cells)
    {
        text.Line($"Table groups x {answer.Heatmap.Attribute} {QuestionText.Of(answer.Stamp)}");
        foreach (var (group, sensitivity) in answer.Heatmap.Groups.Zip(answer.Sensitivities))
        {
            foreach (var fired in sensitivity.Fired)
            {
                text.Line($"{group.Group.Name} is {sensitivity.LabelText}. {fired.Sentence}");
            }
        }

        text.Table(
            [
                "GROUP",
                "POPULATION",
                TextColumn.Number("PEOPLE"),
                TextColumn.Number("OF"),
                TextColumn.Number("BREADTH %"),
                TextColumn.Number("PAIRS"),
                "UNKNOWN",
            ],
            [
                .. Totals(answer.Heatmap)
                    .Concat(cells)
                    // A stable sort: each group's total stands before its populations.
                    .OrderBy(row => row.Group, StringComparer.Ordinal)
                    .Select(row =>
                        new[]
                        {
                            row.Group,
                            row.Population,
                            Figures.Count(row.People),
                            Figures.Count(row.PopulationSize),
                            Figures.Percent(row.BreadthPercent),
                            Figures.Count(row.Pairs),
                            row.IsUnknown ? "unknown" : "",
                        }
                    ),
            ]
        );
    }

    private readonly record struct HeatmapRow(
        string Group,
        string Population,
        int People,
        int PopulationSize,
        double? BreadthPercent,
        long Pairs,
        bool IsUnknown
    )
    {
        public static HeatmapRow Of(string group, string population, HeatmapCell cell) =>
            new(group, population, cell.People, cell.PopulationSize, cell.BreadthPercent, cell.Pairs, cell.IsUnknown);
    }
}

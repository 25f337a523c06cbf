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
        var measure = new Option<string?>("--measure")
        {
            Description = $"Add a measure: {Words} (net of access exceptions in force)",
            HelpName = "MEASURE",
        };
        var compare = new Option<string?>("--compare")
        {
            Description = "Add the same at an earlier instant, and the change",
            HelpName = "T",
        };
        var command = runner.Verb(
            "heatmap",
            "Table groups x populations: people, breadth and pairs; unknown is never shown as safe",
            new(
                "heatmap [--by department, level, region or employment] [--measure M] [--compare T] [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]",
                "heatmap --by level --measure excess --csv heatmap.csv"
            ),
            async (run, cancellationToken) =>
            {
                var (path, picture, attribute) = (run.CsvFile, run.Picture, run.Attribute);
                var chosen = Chosen(run.Get(measure));
                DateTimeOffset? earlier = run.Get(compare) is { } instant
                    ? Instants.Parse(instant, compare.Name)
                    : null;
                var (answer, then) = await run.WorkAsync(
                    "Reading the snapshot",
                    async (progress, token) =>
                    {
                        var questions = run.Service<EstateQuestions>();
                        var now = await questions.HeatmapAsync(
                            run.User,
                            picture,
                            attribute,
                            chosen ?? HeatmapMeasure.Breadth,
                            progress,
                            token
                        );
                        var before = earlier is { } at
                            ? await questions.HeatmapAsync(
                                run.User,
                                picture with
                                {
                                    At = at,
                                },
                                attribute,
                                chosen ?? HeatmapMeasure.Breadth,
                                progress,
                                token
                            )
                            : null;
                        return (now, before);
                    },
                    cancellationToken
                );
                var measured = new MeasuredHeatmap(answer.Heatmap, chosen, then?.Heatmap);
                var cells = Cells(answer.Heatmap);
                return await run.GiveAsync(
                    path,
                    answer,
                    heatmap => Csv(heatmap.Stamp, cells, measured),
                    heatmap => Document(heatmap, cells, measured, then?.Stamp),
                    (text, heatmap) => Print(text, heatmap, cells, measured, then?.Stamp),
                    cancellationToken
                );
            }
        );
        command.Add(runner.Shared.Csv);
        command.Add(measure);
        command.Add(compare);
        command.Add(runner.Shared.By);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static string Words => string.Join(", ", Enum.GetNames<HeatmapMeasure>()).ToLowerInvariant();

    private static HeatmapMeasure? Chosen(string? word) =>
        word is null ? null
        : !char.IsDigit(word.FirstOrDefault())
        && Enum.TryParse<HeatmapMeasure>(word, true, out var measure)
        && Enum.IsDefined(measure)
            ? measure
        : throw new UsageException($"There is no measure '{word}'.", Words, "heatmap --measure excess");

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

    private static object Document(
        HeatmapAnswer answer,
        HeatmapRow[] cells,
        MeasuredHeatmap measured,
        AnswerStamp? then
    ) =>
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
            measure = measured.Measure?.ToString().ToLowerInvariant(),
            compared_with = then?.At,
            cells = cells.Select(row => Document(row, measured)),
            totals = Totals(answer.Heatmap).Select(row => Document(row, measured)),
        };

    private static object Document(HeatmapRow row, MeasuredHeatmap measured) =>
        new
        {
            value = ExposureDocument.Bounds(measured.Value(row.Group, row.Population)),
            then = ExposureDocument.Bounds(measured.Then(row.Group, row.Population)),
            group = row.Group,
            population = row.Population,
            people = row.IsWithheld ? null : (int?)row.People,
            population_size = row.PopulationSize,
            breadth_pct = Figures.PercentNumber(row.BreadthPercent),
            pairs = row.IsWithheld ? null : (long?)row.Pairs,
            unknown = row.IsUnknown,
            withheld = row.IsWithheld,
        };

    private static CsvRows Csv(AnswerStamp stamp, HeatmapRow[] cells, MeasuredHeatmap measured)
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
            .. measured.Header,
            .. StampColumns.Header,
        ];
        var rows = cells.Select(row =>
            (string[])
                [
                    row.Group,
                    row.Population,
                    row.IsWithheld ? SmallCells.Word : Figures.Count(row.People),
                    Figures.Count(row.PopulationSize),
                    row.BreadthPercent is null ? "" : Figures.Percent(row.BreadthPercent),
                    row.IsWithheld ? SmallCells.Word : Figures.Count(row.Pairs),
                    row.IsUnknown ? "true" : "false",
                    .. measured.Cells(row.Group, row.Population),
                    .. provenance,
                ]
        );
        return new(heading, rows, "cell");
    }

    private static void Print(
        TextOutput text,
        HeatmapAnswer answer,
        HeatmapRow[] cells,
        MeasuredHeatmap measured,
        AnswerStamp? then
    )
    {
        text.Line($"Table groups x {answer.Heatmap.Attribute} {QuestionText.Of(answer.Stamp)}");
        if (then is not null)
        {
            text.Line($"Compared with {Instants.Format(then.At)}");
        }

        if (measured.Measure == HeatmapMeasure.Days)
        {
            text.Line(
                "People without an account today count under all people alone: populations need not add up to them."
            );
        }

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
                .. measured.Header.Select(name => TextColumn.Number(name.Replace('_', ' ').ToUpperInvariant())),
            ],
            [
                .. Totals(answer.Heatmap)
                    .Concat(cells)
                    // A stable sort: each group's total stands before its populations.
                    .OrderBy(row => row.Group, StringComparer.Ordinal)
                    .Select(row =>
                        (string[])
                            [
                                row.Group,
                                row.Population,
                                row.IsWithheld ? SmallCells.Word : Figures.Count(row.People),
                                Figures.Count(row.PopulationSize),
                                Figures.Percent(row.BreadthPercent),
                                row.IsWithheld ? SmallCells.Word : Figures.Count(row.Pairs),
                                row.IsUnknown ? "unknown" : "",
                                .. measured.Cells(row.Group, row.Population),
                            ]
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
        bool IsUnknown,
        bool IsWithheld
    )
    {
        public static HeatmapRow Of(string group, string population, HeatmapCell cell) =>
            new(
                group,
                population,
                cell.People,
                cell.PopulationSize,
                cell.BreadthPercent,
                cell.Pairs,
                cell.IsUnknown,
                cell.IsWithheld
            );
    }
}

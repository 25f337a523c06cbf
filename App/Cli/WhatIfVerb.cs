using System.Collections.Immutable;
using System.CommandLine;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Planning;
using GovernanceDashboard.Simulation;

namespace GovernanceDashboard.Cli;

/// <summary><c>whatif --changes FILE</c>: who would gain and lose what, should the changes be made.</summary>
internal static class WhatIfVerb
{
    private const string Example = "whatif --changes changes.csv --by department";

    public static Command Create(CommandRunner runner)
    {
        var changes = new Option<string>("--changes")
        {
            Description =
                "CSV with the columns op, kind, target, principal, privilege, effect, or Ranger policies as JSON",
            HelpName = "FILE",
            Required = true,
        };
        var command = runner.Verb(
            "whatif",
            "Pairs gained and lost by a set of changes; nothing is changed",
            new("whatif --changes FILE [--by ATTRIBUTE] [--at T] [--snapshot ID] [--json] [--data DIR]", Example),
            async (run, cancellationToken) =>
            {
                var file = run.ExistingFile(run.Get(changes)!, Example);
                var reading = Read(file);
                var (picture, attribute) = (run.Picture, run.Attribute);
                if (reading.Changes is not { } proposed)
                {
                    return Refuse(run, file, reading);
                }

                var answer = await run.WorkAsync(
                    "Reading the snapshot",
                    (progress, token) =>
                        run.Service<WhatIfQuestion>().AskAsync(run.User, picture, proposed, attribute, progress, token),
                    cancellationToken
                );
                foreach (var problem in answer.Problems)
                {
                    run.Say(At(file, reading.Lines[problem.Index], problem.Reason));
                }

                if (answer.Result is not { } result)
                {
                    return ExitCode.BadInput;
                }

                if (run.IsJson)
                {
                    run.Json(Document(answer, result));
                }
                else
                {
                    Print(run.Text, answer, result);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(changes);
        command.Add(runner.Shared.By);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static ChangeSetReading Read(string path)
    {
        using var file = File.OpenRead(path);
        return ChangeSetFile.Read(file);
    }

    private static int Refuse(CommandRun run, string file, ChangeSetReading reading)
    {
        foreach (var problem in reading.Problems)
        {
            run.Say(At(file, problem.Line, problem.Reason));
        }

        return ExitCode.BadInput;
    }

    private static string At(string file, long line, string reason) =>
        line == 0
            ? $"{Path.GetFileName(file)}: {reason}"
            : $"{Path.GetFileName(file)}, line {Figures.Count(line)}: {reason}";

    private static object Document(WhatIfAnswer answer, WhatIfResult result) =>
        new
        {
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            by = result.Before.Attribute,
            pairsGained = result.Diff.PairsGained,
            pairsLost = result.Diff.PairsLost,
            peopleGained = result.PeopleGained,
            peopleLost = result.PeopleLost,
            tablesGained = result.TablesGained,
            tablesLost = result.TablesLost,
            decidedWhole = result.TablesDecided is null,
            tablesDecided = result.TablesDecided,
            gained = Document(result.Diff.Gained),
            lost = Document(result.Diff.Lost),
            levels = result.Levels.Select(Document),
            groups = Groups(result)
                .Select(group => new
                {
                    group = group.Name,
                    before = Document(group.Before),
                    after = Document(group.After),
                }),
            cells = result.Cells.Select(cell => new
            {
                group = cell.Group,
                population = cell.Population,
                pairsGained = cell.PairsGained,
                pairsLost = cell.PairsLost,
                peopleGained = cell.PeopleGained,
                peopleLost = cell.PeopleLost,
                gained = Document(cell.Gained),
                lost = Document(cell.Lost),
                levels = cell.Levels.Select(Document),
            }),
        };

    private static object Document(PairRange pairs) => new { low = pairs.Low, high = pairs.High };

    private static object Document(LevelPairs levels) =>
        new
        {
            from = levels.From.ToString(),
            to = levels.To.ToString(),
            pairs = levels.Pairs,
        };

    private static object Document(HeatmapCell cell) =>
        new
        {
            people = cell.People,
            breadth_pct = Figures.PercentNumber(cell.BreadthPercent),
            pairs = cell.Pairs,
            unknown = cell.IsUnknown,
        };

    /// <summary>The groups whose totals a change moves, before and after.</summary>
    private static ImmutableArray<(string Name, HeatmapCell Before, HeatmapCell After)> Groups(WhatIfResult result) =>
        [
            .. result
                .Before.Groups.Select(
                    (group, position) =>
                        (group.Group.Name, Before: result.Before.Totals[position], After: result.After.Totals[position])
                )
                .Where(group => group.Before != group.After),
        ];

    private static void Print(TextOutput text, WhatIfAnswer answer, WhatIfResult result)
    {
        text.Line($"What if, {QuestionText.Of(answer.Stamp)}. Nothing was changed.");
        text.Line(
            $"Gained: {Figures.Of(result.Diff.PairsGained, "pair")}, {Figures.Count(result.PeopleGained)} people, {Figures.Of(result.TablesGained, "table")}. "
                + $"Lost: {Figures.Of(result.Diff.PairsLost, "pair")}, {Figures.Count(result.PeopleLost)} people, {Figures.Of(result.TablesLost, "table")}."
        );
        text.Line(result.Method);
        Print(text, "Gained", result.Diff.Gained);
        Print(text, "Lost", result.Diff.Lost);
        text.Table(
            ["LEVEL BEFORE", "LEVEL AFTER", TextColumn.Number("PAIRS")],
            [
                .. result.Levels.Select(levels =>
                    new[] { levels.From.ToString(), levels.To.ToString(), Figures.Count(levels.Pairs) }
                ),
            ]
        );
        text.Table(
            [
                "GROUP",
                TextColumn.Number("PEOPLE"),
                TextColumn.Number("AFTER"),
                TextColumn.Number("BREADTH %"),
                TextColumn.Number("AFTER"),
                TextColumn.Number("PAIRS"),
                TextColumn.Number("AFTER"),
                "UNKNOWN",
            ],
            [
                .. Groups(result)
                    .Select(group =>
                        new[]
                        {
                            group.Name,
                            Figures.Count(group.Before.People),
                            Figures.Count(group.After.People),
                            Figures.Percent(group.Before.BreadthPercent),
                            Figures.Percent(group.After.BreadthPercent),
                            Figures.Count(group.Before.Pairs),
                            Figures.Count(group.After.Pairs),
                            group.Before.IsUnknown || group.After.IsUnknown ? "unknown" : "",
                        }
                    ),
            ]
        );
        text.Table(
            [
                "GROUP",
                "POPULATION",
                TextColumn.Number("PAIRS +"),
                TextColumn.Number("PAIRS -"),
                TextColumn.Number("PEOPLE +"),
                TextColumn.Number("PEOPLE -"),
            ],
            [
                .. result.Cells.Select(cell =>
                    new[]
                    {
                        cell.Group,
                        cell.Population,
                        Figures.Count(cell.PairsGained),
                        Figures.Count(cell.PairsLost),
                        Figures.Count(cell.PeopleGained),
                        Figures.Count(cell.PeopleLost),
                    }
                ),
            ]
        );
    }

    private static void Print(TextOutput text, string which, PairRange pairs)
    {
        if (pairs.Low != pairs.High)
        {
            text.Line(
                $"{which}, depending on conditions that cannot be known: {Figures.Count(pairs.Low)} to {Figures.Count(pairs.High)} pairs."
            );
        }
    }
}

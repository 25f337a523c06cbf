using System.CommandLine;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>metrics</c>: how bad the exposure of a scope is at one instant, gross and net of access exceptions.</summary>
internal static class MetricsVerb
{
    private const int Shown = 50;

    public static Command Create(CommandRunner runner)
    {
        var scope = ExposureVerb.ScopeArgument();
        var command = runner.Verb(
            "metrics",
            "Breadth, excess, mass and index of a scope at one instant; an interval where inputs are incomplete",
            new("metrics SCOPE [--at T] [--snapshot ID] [--json] [--data DIR]", "metrics group:Keystrokes"),
            async (run, cancellationToken) =>
            {
                var (picture, text) = (run.Picture, run.Get(scope));
                var answer = await run.AskAsync(
                    questions => questions.MetricsAsync(run.User, picture, text, cancellationToken),
                    cancellationToken
                );
                if (run.IsJson)
                {
                    run.Json(Document(answer));
                }
                else
                {
                    Print(run.Text, answer);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(scope);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(MetricsAnswer answer) =>
        new
        {
            scope = answer.Scope,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            people = answer.People,
            weight = ExposureVerb.Bounds(answer.Weight),
            gross = new
            {
                mass = ExposureVerb.Bounds(answer.MassGross),
                indexPercent = ExposureVerb.Bounds(answer.IndexGross),
            },
            net = new
            {
                mass = ExposureVerb.Bounds(answer.MassNet),
                indexPercent = ExposureVerb.Bounds(answer.IndexNet),
            },
            count = answer.Tables.Length,
            tables = answer.Tables.Select(table => new
            {
                name = table.Name.ToString(),
                weight = ExposureVerb.Bounds(table.Weight),
                declared = table.IsDeclared,
                readers = ExposureVerb.Bounds(table.Readers),
                reachPercent = ExposureVerb.Bounds(table.ReachPercent),
                gross = Document(table.Gross),
                net = Document(table.Net),
            }),
        };

    private static object Document(BasisMetrics figures) =>
        new
        {
            exposed = ExposureVerb.Bounds(figures.Exposed),
            excessPercent = ExposureVerb.Bounds(figures.ExcessPercent),
            mass = ExposureVerb.Bounds(figures.Mass),
            score = ExposureVerb.Bounds(figures.Score),
        };

    private static void Print(TextOutput text, MetricsAnswer answer)
    {
        text.Line(
            $"Metrics of {answer.Scope} {QuestionText.Of(answer.Stamp)}, {Figures.Of(answer.People, "person")} in P"
        );
        text.Table(
            ["FIGURE", TextColumn.Number("GROSS"), TextColumn.Number("NET"), "UNIT"],
            [
                [
                    "mass",
                    ExposureVerb.Range(answer.MassGross),
                    ExposureVerb.Range(answer.MassNet),
                    "weighted person-tables",
                ],
                ["exposure index", ExposureVerb.Range(answer.IndexGross), ExposureVerb.Range(answer.IndexNet), "%"],
            ]
        );
        text.Table(
            [
                "TABLE",
                TextColumn.Number("WEIGHT"),
                TextColumn.Number("READERS"),
                TextColumn.Number("REACH %"),
                TextColumn.Number("EXPOSED"),
                TextColumn.Number("EXCESS %"),
                TextColumn.Number("MASS"),
                TextColumn.Number("SCORE"),
                "AUDIENCE",
            ],
            [
                .. answer
                    .Tables.Take(Shown)
                    .Select(table =>
                        new[]
                        {
                            table.Name.ToString(),
                            ExposureVerb.Range(table.Weight),
                            ExposureVerb.Range(table.Readers),
                            ExposureVerb.Range(table.ReachPercent),
                            ExposureVerb.Range(table.Net.Exposed),
                            ExposureVerb.Range(table.Net.ExcessPercent),
                            ExposureVerb.Range(table.Net.Mass),
                            ExposureVerb.Range(table.Net.Score),
                            table.IsDeclared ? "declared" : "nobody declared one",
                        }
                    ),
            ]
        );
        if (answer.Tables.Length > Shown)
        {
            text.Line($"{Shown} of {Figures.Of(answer.Tables.Length, "table")}, by score; --json gives all.");
        }
    }
}

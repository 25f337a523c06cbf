using System.CommandLine;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>lineage TABLE</c>: what flows into a table and out of it, and who reads it there.</summary>
internal static class LineageVerb
{
    public static Command Create(CommandRunner runner)
    {
        var table = new Argument<string>("TABLE") { Description = "db.table" };
        var command = runner.Verb(
            "lineage",
            "What flows into a table and out of it, and who reads it there",
            new("lineage TABLE [--at T] [--snapshot ID] [--json] [--data DIR]", "lineage telemetry_raw.keystrokes"),
            async (run, cancellationToken) =>
            {
                var (name, picture) = (run.Table(table), run.Picture);
                var answer = await run.AskAsync(
                    questions => questions.LineageAsync(run.User, picture, name, cancellationToken),
                    cancellationToken
                );
                return run.Show(answer, Document, Print);
            }
        );
        command.Add(table);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(LineageAnswer answer) =>
        new
        {
            table = answer.Table.ToString(),
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            known = answer.IsKnown,
            sentence = answer.Sentence,
            people = answer.People,
            classes = answer.Classes,
            downstream = answer.Downstream.Select(Row),
            upstream = answer.Upstream.Select(Row),
        };

    private static object Row(LineageRow row) =>
        new
        {
            resource = row.Reach.Node.Name,
            kind = row.Reach.Node.Kind,
            name = row.Name,
            depth = row.Reach.Depth,
            step = row.Reach.Kind,
            from = row.Reach.From.Select(node => node.Name),
            classes = row.Classes,
            columns = row.Columns,
            people = row.People,
            others = row.Others,
        };

    private static void Print(TextOutput text, LineageAnswer answer)
    {
        text.Line($"{answer.Table} {QuestionText.Of(answer.Stamp)}");
        text.Line(answer.Sentence);
        text.Line(
            $"People who read the table itself: {Figures.Count(answer.People)}. Its classes: {(answer.Classes.IsEmpty ? "unknown" : QuestionText.List(answer.Classes))}."
        );
        Print(text, "Downstream", "CLASSES THAT COME ALONG", answer.Downstream);
        Print(text, "Upstream", "CLASSES", answer.Upstream);
    }

    private static void Print(TextOutput text, string title, string classes, IReadOnlyCollection<LineageRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        text.Line($"{title}:");
        text.Table(
            ["DEPTH", "RESOURCE", "KIND", "STEP", "FROM", classes, "PEOPLE", "WHO DO NOT READ THE TABLE"],
            [
                .. rows.Select(row =>
                    new[]
                    {
                        Figures.Count(row.Reach.Depth),
                        row.Name,
                        row.Reach.Node.Kind.ToString(),
                        row.Reach.Kind.ToString(),
                        QuestionText.List([.. row.Reach.From.Select(node => node.Name)]),
                        QuestionText.List(row.Classes),
                        row.People is { } people ? Figures.Count(people) : "unknown",
                        row.Others is { } others ? Figures.Count(others) : "",
                    }
                ),
            ]
        );
    }
}

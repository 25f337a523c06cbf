using System.CommandLine;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>records [TYPE]</c>: what people declared, as it was imported.</summary>
internal static class RecordsVerb
{
    public static Command Create(CommandRunner runner)
    {
        var type = new Argument<string>("TYPE")
        {
            Description =
                "access-exceptions, approvals, retention, flows, …; without it the types and how many of each there are",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "",
        };
        var search = new Option<string?>("--search")
        {
            Description = "Only records that hold these words",
            HelpName = "TEXT",
        };
        var command = runner.Verb(
            "records",
            "Governance records as imported: exceptions, approvals, retention, flows and the others",
            new(
                "records [TYPE] [--search TEXT] [--at T] [--snapshot ID] [--json] [--data DIR]",
                "records access-exceptions"
            ),
            async (run, cancellationToken) =>
            {
                var picture = run.Picture;
                var asked = run.Get(type) is { Length: > 0 } named ? named : null;
                var answer = await run.AskAsync(
                    questions => questions.RecordsAsync(run.User, picture, asked, run.Get(search), cancellationToken),
                    cancellationToken
                );
                if (run.IsJson)
                {
                    run.Json(asked is null ? Types(answer) : Document(answer));
                }
                else if (asked is null)
                {
                    run.Text.Line($"Governance records {QuestionText.Of(answer.Stamp)}");
                    run.Text.Table(
                        ["TYPE", TextColumn.Number("RECORDS"), TextColumn.Number("NOW"), "WHAT"],
                        [
                            .. answer.Types.Select(one =>
                                new[] { one.Name, Figures.Count(one.Count), Figures.Count(one.Now), one.Help }
                            ),
                        ]
                    );
                }
                else
                {
                    Print(run.Text, answer);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(type);
        command.Add(search);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Types(RecordsAnswer answer) =>
        new
        {
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            quality = QualityDocument.Of(answer.Stamp),
            types = answer.Types.Select(type => new
            {
                name = type.Name,
                count = type.Count,
                now = type.Now,
            }),
        };

    private static object Document(RecordsAnswer answer) =>
        new
        {
            type = answer.Type.Name,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            quality = QualityDocument.Of(answer.Stamp),
            count = answer.Rows.Length,
            records = answer.Rows.Select(row => new
            {
                values = answer
                    .Type.Columns.Zip(row.Cells)
                    .ToDictionary(cell => Key(cell.First), cell => cell.Second, StringComparer.Ordinal),
                from = row.From,
                fromNotBefore = row.FromNotBefore,
                to = row.To,
                toNotBefore = row.ToNotBefore,
                now = row.IsNow,
            }),
        };

    private static void Print(TextOutput text, RecordsAnswer answer)
    {
        text.Line(
            $"{Figures.Of(answer.Rows.Length, "record")} of type {answer.Type.Name} {QuestionText.Of(answer.Stamp)}"
        );
        text.Table(
            [.. answer.Type.Columns.Select(column => (TextColumn)column.ToUpperInvariant()), "FROM", "TO", "NOW"],
            [
                .. answer.Rows.Select(row =>
                    (string[])
                        [
                            .. row.Cells.Select(cell => cell ?? ""),
                            (row.IsFromExact ? "" : "<= ") + Instants.Format(row.From),
                            row.To is { } to ? (row.IsToExact ? "" : "<= ") + Instants.Format(to) : "",
                            row.IsNow ? "yes" : "no",
                        ]
                ),
            ]
        );
    }

    private static string Key(string column) =>
        string.Concat(
            column
                .Split(' ', '-')
                .Select(
                    (word, index) =>
                        index == 0
                            ? word.ToLowerInvariant()
                            : char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()
                )
        );
}

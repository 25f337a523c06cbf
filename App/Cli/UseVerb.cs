using System.CommandLine;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>use TABLE</c>: who used a table, as the audit logs say.</summary>
internal static class UseVerb
{
    public static Command Create(CommandRunner runner)
    {
        var table = new Argument<string>("TABLE") { Description = "db.table" };
        var command = runner.Verb(
            "use",
            "Who read or wrote a table, as far as audit logs were imported",
            new("use TABLE [--at T] [--snapshot ID] [--unmask REASON] [--json] [--data DIR]", "use sales.orders"),
            async (run, cancellationToken) =>
            {
                var name = run.Table(table);
                var (picture, reason) = (run.Picture, run.UnmaskReason);
                var answer = await run.AskAsync(
                    questions => questions.UseAsync(run.User, picture, name, reason, cancellationToken),
                    cancellationToken
                );
                return run.Show(answer, Document, Print);
            }
        );
        command.Add(table);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Unmask);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(TableUseAnswer answer) =>
        new
        {
            table = answer.Table.ToString(),
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            logs = answer.Logs,
            from = answer.From,
            to = answer.To,
            upTo = answer.UpTo,
            exact = answer.IsExact,
            count = answer.Rows.Length,
            principals = answer.Rows.Select(row => new
            {
                name = row.Principal.Text,
                kind = row.Principal.Kind,
                level = row.Level,
                reads = row.Reads,
                denied = row.Denied,
                writes = row.Writes,
                first = row.First,
                last = row.Last,
                columns = row.Columns,
                channels = row.Channels,
            }),
        };

    private static void Print(TextOutput text, TableUseAnswer answer)
    {
        text.Line($"{answer.Table} {QuestionText.Of(answer.Stamp)}");
        text.Line(answer.Sentence);
        if (!answer.IsExact)
        {
            text.Line(
                "Its uses were added up by day: between the first and the last instant of a row nothing more is known."
            );
        }

        text.Table(
            [
                "WHO",
                "KIND",
                answer.UpTo is null ? "CAN READ NOW" : "COULD READ THEN",
                TextColumn.Number("READS"),
                TextColumn.Number("REFUSED"),
                TextColumn.Number("WRITES"),
                "FIRST",
                "LAST",
                "CHANNEL",
                "COLUMNS",
            ],
            [
                .. answer.Rows.Select(row =>
                    new[]
                    {
                        row.Principal.Text,
                        row.Principal.Kind.ToString(),
                        row.Level.ToString(),
                        Figures.Count(row.Reads),
                        Figures.Count(row.Denied),
                        Figures.Count(row.Writes),
                        Instants.Format(row.First),
                        Instants.Format(row.Last),
                        QuestionText.List(row.Channels),
                        QuestionText.List(row.Columns),
                    }
                ),
            ]
        );
    }
}

using System.CommandLine;
using System.Globalization;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Cli;

/// <summary><c>commitments</c>: what privacy reviews promised, and whether it was kept.</summary>
internal static class CommitmentsVerb
{
    public static Command Create(CommandRunner runner)
    {
        var history = new Option<bool>("--history")
        {
            Description = "How many were broken, unknown and kept over time, in place of the list",
        };
        var command = runner.Verb(
            "commitments",
            "What privacy reviews promised: kept, broken with the first date and days out, or not to be judged; broken ones first",
            new(
                "commitments [--history] [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]",
                "commitments --at 2026-06-01T00:00:00Z"
            ),
            async (run, cancellationToken) =>
            {
                var (path, picture, isHistory) = (run.CsvFile, run.Picture, run.Get(history));
                if (path is not null && isHistory)
                {
                    throw new UsageException(
                        "--history and --csv cannot go together: the file holds the commitments.",
                        "one of the two",
                        "commitments --csv commitments.csv"
                    );
                }

                var answer = await run.WorkAsync(
                    "Judging the snapshot",
                    (progress, token) =>
                        run.Service<FindingQuestions>().CommitmentsAsync(run.User, picture, progress, token),
                    cancellationToken
                );
                return await run.GiveAsync(
                    path,
                    answer,
                    board =>
                        new(
                            CommitmentLines.Header,
                            board.Rows.Select(row => CommitmentLines.Row(row, board.Stamp)),
                            "commitment"
                        ),
                    Document,
                    isHistory ? PrintHistory : Print,
                    cancellationToken
                );
            }
        );
        command.Add(history);
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(CommitmentsAnswer answer) =>
        new
        {
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            count = answer.Rows.Length,
            broken = answer.Count(CommitmentState.Broken),
            unknown = answer.Count(CommitmentState.Unknown),
            kept = answer.Count(CommitmentState.Kept),
            history = answer.History.Select(one => new
            {
                from = one.From,
                to = one.To,
                broken = one.Broken,
                unknown = one.Unknown,
                kept = one.Kept,
            }),
            commitments = answer.Rows.Select(row => new
            {
                id = row.Id,
                review = row.Review,
                text = row.Text,
                check = row.Check,
                parameters = row.Parameters,
                scope = row.Scope,
                since = row.Since,
                state = row.State,
                firstBroken = row.FirstBroken,
                broken = row.Broken.Select(time => new { from = time.From, to = time.To }),
                daysOut = Math.Round(row.DaysOut, 6),
                statement = row.Statement,
                evidence = row.Evidence.Select(subject => subject.Text),
                finding = row.Finding,
                severity = row.Severity,
            }),
        };

    private static void PrintHistory(TextOutput text, CommitmentsAnswer answer)
    {
        Heading(text, answer);
        text.Table(
            ["FROM", "TO", TextColumn.Number("BROKEN"), TextColumn.Number("UNKNOWN"), TextColumn.Number("KEPT")],
            [
                .. answer.History.Select(one =>
                    new[]
                    {
                        Instants.Format(one.From),
                        Instants.Format(one.To),
                        Figures.Count(one.Broken),
                        Figures.Count(one.Unknown),
                        Figures.Count(one.Kept),
                    }
                ),
            ]
        );
    }

    private static void Heading(TextOutput text, CommitmentsAnswer answer) =>
        text.Line(
            $"{Figures.Of(answer.Rows.Length, "commitment")}, {Figures.Count(answer.Count(CommitmentState.Broken))} broken, {Figures.Count(answer.Count(CommitmentState.Unknown))} unknown, {QuestionText.Of(answer.Stamp)}"
        );

    private static void Print(TextOutput text, CommitmentsAnswer answer)
    {
        Heading(text, answer);
        text.Table(
            [
                "STATE",
                "ID",
                "CHECK",
                "FIRST BROKEN",
                "UNTIL",
                TextColumn.Number("DAYS OUT"),
                "PROMISE",
                "WHAT WAS FOUND",
            ],
            [
                .. answer.Rows.Select(row =>
                    new[]
                    {
                        row.State.ToString(),
                        row.Id,
                        row.Check,
                        row.FirstBroken is { } first ? Instants.Format(first) : "",
                        row.Until is { } until ? Instants.Format(until) : "",
                        row.Broken.IsEmpty ? "" : row.DaysOut.ToString("0.00", CultureInfo.InvariantCulture),
                        row.Text,
                        row.Statement,
                    }
                ),
            ]
        );
    }
}

using System.CommandLine;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Cli;

/// <summary><c>board</c>: the four questions about a scope on one screen, each with its numbers, their bounds and the proof beside them.</summary>
internal static class BoardVerb
{
    private const int ShownExceptions = 10;

    public static Command Create(CommandRunner runner)
    {
        var scope = ExposureVerb.ScopeArgument();
        var command = runner.Verb(
            "board",
            "The four questions about a scope: who has access, for how long, to which sensitive tables, is the exception documented",
            new(
                "board SCOPE [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]",
                "board \"group:Keystrokes – raw\""
            ),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                var (picture, text) = (run.Picture, run.Get(scope));
                var (answer, history) = await run.WorkAsync(
                    "Reading the snapshot",
                    async (progress, token) =>
                    {
                        var questions = run.Service<EstateQuestions>();
                        return (
                            await questions.BoardAsync(run.User, picture, text, token),
                            await questions.BoardHistoryAsync(run.User, picture, text, progress, token)
                        );
                    },
                    cancellationToken
                );
                var lines = BoardLines.Of(answer, history);
                return await run.GiveAsync(
                    path,
                    (Answer: answer, History: history, Lines: lines),
                    board =>
                    {
                        var provenance = StampColumns.Of(board.Answer.Stamp);
                        return new(
                            [.. BoardLines.Header, .. StampColumns.Header],
                            board.Lines.Select(line => (string[])[.. BoardLines.Row(line), .. provenance]),
                            "figure"
                        );
                    },
                    board => Document(board.Answer, board.History),
                    (output, board) => Print(output, board.Answer, board.History, board.Lines),
                    cancellationToken
                );
            }
        );
        command.Add(scope);
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(BoardAnswer answer, BoardHistory? history) =>
        new
        {
            scope = answer.Scope,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            figures = BoardLines
                .Of(answer, history)
                .Select(line => new
                {
                    question = line.Question,
                    figure = line.Figure,
                    basis = line.Basis.Length == 0 ? null : line.Basis,
                    low = line.Low.Length == 0 ? null : line.Low,
                    high = line.High.Length == 0 ? null : line.High,
                    unit = line.Unit,
                }),
            classes = answer.Classes.Select(one => new
            {
                name = one.Class,
                tables = one.Tables,
                exposed = one.Exposed,
                bases = one.Bases.Select(basis => basis.ToString()),
            }),
            exceptions = answer.Exceptions.Select(one => new
            {
                id = one.Id,
                scope = one.Scope,
                principal = one.Principal,
                approver = one.Approver,
                document = one.Document,
                from = one.From,
                to = one.To,
                state = one.State.ToString(),
            }),
            from = history?.From,
            noIndication = history?.Proof.NoIndication,
            assumption = history?.Proof.HitRateBound is null ? null : AccessProof.Assumption,
            intervals = history?.Intervals,
        };

    private static void Print(
        TextOutput text,
        BoardAnswer answer,
        BoardHistory? history,
        IReadOnlyList<BoardLine> lines
    )
    {
        text.Line($"The four questions about {answer.Scope} {QuestionText.Of(answer.Stamp)}");
        text.Table(
            ["QUESTION", "FIGURE", "BASIS", TextColumn.Number("NUMBER"), "UNIT"],
            [
                .. lines.Select(line =>
                    new[]
                    {
                        line.Question,
                        line.Figure,
                        line.Basis,
                        line.Low.Length == 0 && line.High.Length == 0 ? "-"
                        : line.Low == line.High ? line.Low
                        : $"{line.Low} to {line.High}",
                        line.Unit,
                    }
                ),
            ]
        );
        if (history is null)
        {
            text.Line("Nothing is known before this instant: for how long cannot be said.");
        }

        if (history?.Proof.NoIndication is { } sentence)
        {
            text.Line(sentence);
        }

        if (history?.Proof.HitRateBound is not null)
        {
            text.Line(AccessProof.Assumption);
        }

        if (!answer.Exceptions.IsEmpty)
        {
            text.Line(
                $"Access exceptions{(answer.Exceptions.Length > ShownExceptions ? $" ({ShownExceptions} of {answer.Exceptions.Length}; --json gives all)" : "")}:"
            );
            text.Table(
                ["ID", "STATE", "SCOPE", "FOR", "APPROVED BY", "UNTIL", "DOCUMENT"],
                [
                    .. answer
                        .Exceptions.Take(ShownExceptions)
                        .Select(one =>
                            new[]
                            {
                                one.Id,
                                one.State.ToString(),
                                one.Scope,
                                one.Principal,
                                one.Approver,
                                one.To is { } end ? Instants.Format(end) : "",
                                one.Document ?? "",
                            }
                        ),
                ]
            );
        }
    }
}

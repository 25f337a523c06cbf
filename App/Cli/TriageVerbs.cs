using System.CommandLine;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Cli;

/// <summary><c>findings triage</c>, <c>findings undo</c> and <c>findings history</c>: what is done about findings, and what was.</summary>
internal static class TriageVerbs
{
    private const string Example =
        "findings triage 4f2a9c0d11e07b55 --state in-progress --owner p-7f3a91c0de --due 2026-12-01";

    public static void AddTo(Command findings, CommandRunner runner)
    {
        findings.Add(Triage(runner));
        findings.Add(Undo(runner));
        findings.Add(History(runner));
    }

    /// <summary>The fingerprints that a verb is about.</summary>
    internal static Argument<string[]> Fingerprints() =>
        new("FINGERPRINT")
        {
            Description = "Ids that findings lists, of the newest snapshot",
            Arity = ArgumentArity.OneOrMore,
        };

    private static Command Triage(CommandRunner runner)
    {
        var findings = Fingerprints();
        var state = new Option<string?>("--state")
        {
            Description = "in-progress to take it up, new to put it back",
            HelpName = "STATE",
        };
        var owner = new Option<string?>("--owner")
        {
            Description = "Who sees to it: a pseudonym, a login, group:NAME, or default for the estate's owner",
            HelpName = "WHO",
        };
        var due = new Option<string?>("--due")
        {
            Description = "By when: a day as 2026-12-01, or default for the term of its severity",
            HelpName = "DAY",
        };
        var note = new Option<string?>("--note")
        {
            Description = "A line to keep with it; names of people are kept as pseudonyms",
            HelpName = "TEXT",
        };
        var command = runner.Verb(
            "triage",
            "Take findings up, give them to somebody, set a due date, note",
            new(
                "findings triage FINGERPRINT... [--state in-progress|new] [--owner WHO] [--due DAY] [--note TEXT] [--json] [--data DIR]",
                Example
            ),
            async (run, cancellationToken) =>
            {
                var change = new TriageChange(
                    FindingsVerb.State(run.Get(state)),
                    run.Get(owner),
                    run.Get(due),
                    run.Get(note)
                );
                var outcome = await run.WorkAsync(
                    "Judging the snapshot",
                    (_, token) => run.Service<FindingTriage>().TriageAsync(run.User, run.Get(findings), change, token),
                    cancellationToken
                );
                return Done(run, outcome, "one of --state, --owner, --due and --note as the help says", Example);
            }
        );
        command.Add(findings);
        command.Add(state);
        command.Add(owner);
        command.Add(due);
        command.Add(note);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static Command Undo(CommandRunner runner)
    {
        const string example = "findings undo 6d0f0a52-3c1f-4a6c-9d3e-1d6a4f0c9b11";
        var batch = new Argument<Guid>("BATCH")
        {
            Description = "What findings triage printed, or findings history",
            CustomParser = OptionWords.Id,
        };
        var command = runner.Verb(
            "undo",
            "Take back what was done in one go; the record of it stays",
            new("findings undo BATCH [--json] [--data DIR]", example),
            async (run, cancellationToken) =>
                Done(
                    run,
                    await run.Service<FindingTriage>().UndoAsync(run.User, run.Get(batch), cancellationToken),
                    "the id of something done that stands",
                    example
                )
        );
        command.Add(batch);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static Command History(CommandRunner runner)
    {
        var finding = new Argument<string>("FINGERPRINT") { Description = "An id that findings lists" };
        var command = runner.Verb(
            "history",
            "What happened to a finding: when it was found, resolved, found again, and what was done about it",
            new(
                "findings history FINGERPRINT [--snapshot ID] [--json] [--data DIR]",
                "findings history 4f2a9c0d11e07b55"
            ),
            async (run, cancellationToken) =>
            {
                var picture = run.Picture;
                var history = await run.WorkAsync(
                    "Judging the snapshot",
                    (_, token) =>
                        run.Service<FindingQuestions>()
                            .HistoryAsync(run.User, picture, run.Get(finding).Trim().ToLowerInvariant(), token),
                    cancellationToken
                );
                if (run.IsJson)
                {
                    run.Json(
                        new
                        {
                            finding = FindingsVerb.Document(history.Row),
                            history = history.Lines.Select(line => new
                            {
                                at = line.At,
                                what = line.What,
                                by = line.Actor,
                                reason = line.Reason,
                                batch = line.Batch,
                            }),
                        }
                    );
                }
                else
                {
                    run.Text.Line(
                        $"{history.Row.Severity} {history.Row.Rule.Id} {history.Row.Id}, {history.Row.Life?.Status.Title() ?? "not judged"}: {history.Row.Statement}"
                    );
                    run.Text.Table(
                        ["AT", "WHAT", "BY", "REASON", "BATCH"],
                        [
                            .. history.Lines.Select(line =>
                                new[]
                                {
                                    Instants.Format(line.At),
                                    line.What,
                                    line.Actor ?? "",
                                    line.Reason ?? "",
                                    line.Batch?.ToString() ?? "",
                                }
                            ),
                        ]
                    );
                }

                return ExitCode.Answered;
            }
        );
        command.Add(finding);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    /// <summary>Tells what was done, or refuses with what was wrong.</summary>
    internal static int Done(
        CommandRun run,
        TriageOutcome outcome,
        string expected,
        string example,
        Func<TriageOutcome, object> document,
        Action<TextOutput, TriageOutcome> print
    ) =>
        outcome.Problem is { } problem
            ? throw new UsageException(problem, expected, example)
            : run.Show(outcome, document, print);

    private static int Done(CommandRun run, TriageOutcome outcome, string expected, string example) =>
        Done(
            run,
            outcome,
            expected,
            example,
            done => new { findings = done.Findings, batch = done.Batch },
            (text, done) =>
                text.Line(
                    done.Batch is { } batch
                        ? $"Done to {Figures.Of(done.Findings, "finding")}. To take it back: findings undo {batch}"
                        : $"Taken back from {Figures.Of(done.Findings, "finding")}."
                )
        );
}

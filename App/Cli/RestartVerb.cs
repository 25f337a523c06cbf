using System.CommandLine;
using System.Globalization;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Cli;

/// <summary><c>restart</c>: whether capture may start again, by a checklist of gates.</summary>
internal static class RestartVerb
{
    private const string Example = "restart --gates commitments,capture,logging";
    private const int Shown = 20;

    public static Command Create(CommandRunner runner)
    {
        var words = string.Join(", ", RestartChecklist.Whole.Gates.Select(RestartChecklist.Word));
        var gates = Text("--gates", "LIST", $"Gates divided by commas (default: all): {words}");
        var exposed = Text(
            "--exposed",
            "N",
            "How many people may be exposed to the sensitive tables of a table group (default: 0)"
        );
        var waivers = new Option<bool>("--honour-waivers")
        {
            Description = "A finding that a waiver in force permits does not close a gate",
        };
        var saved = Text("--saved", "NAME", "Judge the checklist that was saved under this name");
        var save = Text("--save", "NAME", "Save this checklist under a name, for the page as well");
        var command = runner.Verb(
            "restart",
            "GO or NO-GO: whether every gate of a checklist is open, each failed condition with its owner; exits with 2 for NO-GO",
            new(
                "restart [--gates LIST] [--exposed N] [--honour-waivers] [--save NAME] or [--saved NAME] [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]",
                Example
            ),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                var checklist = new RestartChecklist(
                    run.Get(gates) is not { } list
                        ? RestartChecklist.Whole.Gates
                        : RestartChecklist.Read(list.Split(','))
                            ?? throw new UsageException($"'{list}' names no gates.", words, Example),
                    Most(run.Get(exposed)),
                    run.Get(waivers)
                );
                if (run.Get(saved) is { } name)
                {
                    if (checklist.ToString() != RestartChecklist.Whole.ToString() || run.Get(save) is not null)
                    {
                        throw new UsageException(
                            "--saved names a whole checklist: nothing goes beside it.",
                            "--saved NAME alone",
                            "restart --saved \"Before any restart\""
                        );
                    }

                    checklist = await SavedAsync(run, name, cancellationToken);
                }

                if (
                    run.Get(save) is { } called
                    && await run.Service<SavedViews>()
                        .SaveAsync(run.User, called, checklist.ToString(), cancellationToken)
                        is { } refusal
                )
                {
                    throw new UsageException(refusal, "another name", "restart --save \"Before any restart\"");
                }

                var picture = run.Picture;
                var answer = await run.WorkAsync(
                    "Judging the snapshot",
                    (progress, token) =>
                        run.Service<RestartQuestion>().AskAsync(run.User, picture, checklist, progress, token),
                    cancellationToken
                );
                var given = await run.GiveAsync(
                    path,
                    answer,
                    found => new(RestartLines.Header, RestartLines.Rows(found), "line"),
                    Document,
                    Print,
                    cancellationToken
                );
                return given != ExitCode.Answered || answer.IsGo ? given : ExitCode.NoGo;
            }
        );
        command.Add(gates);
        command.Add(exposed);
        command.Add(waivers);
        command.Add(saved);
        command.Add(save);
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };

    private static int Most(string? text) =>
        text is null ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most
        : throw new UsageException(
            $"--exposed '{text}' is no number of people.",
            "a whole number, 0 or more",
            "restart --exposed 5"
        );

    private static async Task<RestartChecklist> SavedAsync(
        CommandRun run,
        string name,
        CancellationToken cancellationToken
    )
    {
        var all = await run.Service<SavedViews>().ChecklistsAsync(run.User, cancellationToken);
        return
            all.FirstOrDefault(one => one.Name == name) is { } found
            && RestartChecklist.Parse(found.Query) is { } checklist
            ? checklist
            : throw new NoAnswerException(
                NoAnswer.NotFound,
                $"No checklist is saved as '{name}'. There are: {(all.IsEmpty ? "none" : string.Join(", ", all.Select(one => one.Name)))}."
            );
    }

    private static object Document(RestartAnswer answer) =>
        new
        {
            verdict = answer.Verdict,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            checklist = answer.Name,
            mostExposed = answer.Checklist.MostExposed,
            honoursWaivers = answer.Checklist.HonoursWaivers,
            count = answer.Gates.Length,
            gates = answer.Gates.Select(gate => new
            {
                gate = RestartChecklist.Word(gate.Gate),
                title = RestartLines.Title(gate.Gate),
                open = gate.IsOpen,
                waived = gate.Waived,
                failed = gate.Failed.Select(one => new
                {
                    condition = one.Text,
                    known = one.IsKnown,
                    owner = one.Owner,
                    rule = one.Rule,
                    finding = one.Finding,
                }),
            }),
        };

    private static void Print(TextOutput text, RestartAnswer answer)
    {
        text.Line(RestartLines.Sentence(answer));
        text.Line($"Restart checklist{(answer.Name is { } name ? $" '{name}'" : "")}, {QuestionText.Of(answer.Stamp)}");
        foreach (var gate in answer.Gates)
        {
            text.Line();
            text.Line(
                $"{(gate.IsOpen ? "open" : "SHUT")}  {RestartLines.Title(gate.Gate)}{(gate.Waived > 0 ? $" ({Figures.Of(gate.Waived, "finding")} waived)" : "")}"
            );
            foreach (var one in gate.Failed.Take(Shown))
            {
                text.Line(
                    $"      {(one.IsKnown ? "" : "not known: ")}{one.Text} Owner: {one.Owner ?? "nobody"}.{(one.Finding is null ? "" : $" ({one.Rule} {one.Finding})")}"
                );
            }

            if (gate.Failed.Length > Shown)
            {
                text.Line(
                    $"      {Figures.Count(Shown)} of {Figures.Count(gate.Failed.Length)}; --json and --csv give all."
                );
            }
        }
    }
}

using System.CommandLine;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Cli;

/// <summary><c>findings waive</c>, <c>approve</c>, <c>end-waiver</c> and <c>waivers</c>: permissions to keep a finding open, which end and which two people make.</summary>
internal static class WaiverVerbs
{
    private const string WaiveExample =
        "findings waive 4f2a9c0d11e07b55 --until 2026-12-31 --reason \"ownership is being settled, case 17\"";

    private const string ApproveExample = "findings approve W-17";

    public static void AddTo(Command findings, CommandRunner runner)
    {
        findings.Add(Waive(runner));
        findings.Add(Approve(runner));
        findings.Add(End(runner));
        findings.Add(Waivers(runner));
    }

    private static Argument<string[]> Ids() =>
        new("WAIVER") { Description = "Ids such as W-17", Arity = ArgumentArity.OneOrMore };

    private static Option<string?> Reason() =>
        new("--reason") { Description = "Why; kept with the waiver and in the activity log", HelpName = "REASON" };

    private static Command Waive(CommandRunner runner)
    {
        var findings = TriageVerbs.Fingerprints();
        var until = new Option<string?>("--until")
        {
            Description = "When it ends: a day as 2026-12-31",
            HelpName = "DAY",
        };
        var reason = Reason();
        var command = runner.Verb(
            "waive",
            "Ask for a waiver of findings; somebody else approves it",
            new("findings waive FINGERPRINT... --until DAY --reason REASON [--json] [--data DIR]", WaiveExample),
            async (run, cancellationToken) =>
                Done(
                    run,
                    await run.Service<FindingWaivers>()
                        .RequestAsync(
                            run.User,
                            run.Get(findings),
                            run.Get(until) ?? "",
                            run.Get(reason) ?? "",
                            cancellationToken
                        ),
                    "asked for; somebody else has to approve it",
                    WaiveExample
                )
        );
        command.Add(findings);
        command.Add(until);
        command.Add(reason);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static Command Approve(CommandRunner runner)
    {
        var waivers = Ids();
        var command = runner.Verb(
            "approve",
            "Approve waivers that somebody else asked for",
            new("findings approve WAIVER... [--json] [--data DIR]", ApproveExample),
            async (run, cancellationToken) =>
                Done(
                    run,
                    await run.Service<FindingWaivers>().ApproveAsync(run.User, run.Get(waivers), cancellationToken),
                    "approved",
                    ApproveExample
                )
        );
        command.Add(waivers);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static Command End(CommandRunner runner)
    {
        const string example = "findings end-waiver W-17 --reason \"the table has an owner now\"";
        var (waivers, reason) = (Ids(), Reason());
        var command = runner.Verb(
            "end-waiver",
            "Refuse or withdraw waivers that were asked for, or end them before their time",
            new("findings end-waiver WAIVER... --reason REASON [--json] [--data DIR]", example),
            async (run, cancellationToken) =>
                Done(
                    run,
                    await run.Service<FindingWaivers>()
                        .EndAsync(run.User, run.Get(waivers), run.Get(reason) ?? "", cancellationToken),
                    "ended",
                    example
                )
        );
        command.Add(waivers);
        command.Add(reason);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static Command Waivers(CommandRunner runner)
    {
        const string example = "findings waivers --csv waivers.csv";
        var csv = new Option<string?>("--csv")
        {
            Description = "Write those that were approved as governance/waivers.csv holds them",
            HelpName = "FILE",
        };
        var command = runner.Verb(
            "waivers",
            "The waivers that were asked for here, the newest first",
            new("findings waivers [--csv FILE] [--at T] [--snapshot ID] [--json] [--data DIR]", example),
            async (run, cancellationToken) =>
            {
                var (service, picture) = (run.Service<FindingWaivers>(), run.Picture);
                if (run.Get(csv) is { } path)
                {
                    var file = run.NewFile(path, example);
                    var rows = await service.CsvAsync(run.User, picture, cancellationToken);
                    return await run.SaveAsync(file, FindingWaivers.CsvHeader, rows, "waiver", cancellationToken);
                }

                Print(run, await service.ListAsync(run.User, picture, cancellationToken));
                return ExitCode.Answered;
            }
        );
        command.Add(csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static void Print(CommandRun run, IReadOnlyCollection<WaiverRow> rows)
    {
        if (run.IsJson)
        {
            run.Json(new { count = rows.Count, waivers = rows.Select(Document) });
            return;
        }

        run.Text.Line($"{Figures.Of(rows.Count, "waiver")} asked for here; imported ones: records waivers");
        run.Text.Table(
            ["ID", "STATE", "RULE", "FINDING", "ASKED BY", "APPROVED BY", "UNTIL", "REASON"],
            [
                .. rows.Select(row =>
                    new[]
                    {
                        row.Waiver.Id,
                        row.State.ToString(),
                        row.Finding.Rule.Id,
                        row.Finding.Id,
                        row.Waiver.Request.Actor,
                        row.Waiver.Approval?.Actor ?? "",
                        Instants.Format(row.Waiver.Until),
                        row.Waiver.Request.Reason ?? "",
                    }
                ),
            ]
        );
    }

    private static object Document(WaiverRow row) =>
        new
        {
            id = row.Waiver.Id,
            state = row.State,
            rule = row.Finding.Rule.Id,
            finding = row.Finding.Id,
            statement = row.Finding.Statement,
            reason = row.Waiver.Request.Reason,
            requester = row.Waiver.Request.Actor,
            requestedAt = row.Waiver.Request.At,
            approver = row.Waiver.Approval?.Actor,
            approvedAt = row.Waiver.Approval?.At,
            from = row.Waiver.From,
            to = row.Waiver.Until,
            endedBy = row.Waiver.End?.Actor,
            endedAt = row.Waiver.End?.At,
        };

    private static int Done(CommandRun run, TriageOutcome outcome, string what, string example)
    {
        if (outcome.Problem is { } problem)
        {
            throw new UsageException(problem, "a finding or waiver as the help says", example);
        }

        if (run.IsJson)
        {
            run.Json(
                new
                {
                    findings = outcome.Findings,
                    waivers = outcome.Waivers.Select(waiver => new
                    {
                        id = waiver.Id,
                        finding = waiver.Request.Finding,
                        to = waiver.Until,
                    }),
                }
            );
        }
        else
        {
            foreach (var waiver in outcome.Waivers)
            {
                run.Text.Line(
                    $"{waiver.Id} of finding {waiver.Request.Finding} until {Instants.Format(waiver.Until)}: {what}."
                );
            }
        }

        return ExitCode.Answered;
    }
}

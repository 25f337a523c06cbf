using System.Collections.Immutable;
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
        var command = runner.Verb(
            "waivers",
            "The waivers that were asked for here, the newest first; --csv writes those that were approved as governance/waivers.csv holds them",
            new("findings waivers [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]", example),
            async (run, cancellationToken) =>
            {
                var (path, picture, service) = (run.CsvFile, run.Picture, run.Service<FindingWaivers>());
                return path is null
                    ? run.Show(
                        await service.ListAsync(run.User, picture, cancellationToken),
                        rows => new { count = rows.Length, waivers = rows.Select(Document) },
                        Print
                    )
                    : await run.SaveAsync(
                        path,
                        new(
                            FindingWaivers.CsvHeader,
                            await service.CsvAsync(run.User, picture, cancellationToken),
                            "waiver"
                        ),
                        cancellationToken
                    );
            }
        );
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static void Print(TextOutput text, ImmutableArray<WaiverRow> rows)
    {
        text.Line($"{Figures.Of(rows.Length, "waiver")} asked for here; imported ones: records waivers");
        text.Table(
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

    private static int Done(CommandRun run, TriageOutcome outcome, string what, string example) =>
        TriageVerbs.Done(
            run,
            outcome,
            "a finding or waiver as the help says",
            example,
            done => new
            {
                findings = done.Findings,
                waivers = done.Waivers.Select(waiver => new
                {
                    id = waiver.Id,
                    finding = waiver.Request.Finding,
                    to = waiver.Until,
                }),
            },
            (text, done) =>
            {
                foreach (var waiver in done.Waivers)
                {
                    text.Line(
                        $"{waiver.Id} of finding {waiver.Request.Finding} until {Instants.Format(waiver.Until)}: {what}."
                    );
                }
            }
        );
}

using System.CommandLine;
using GovernanceDashboard.Evidence;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Cli;

/// <summary><c>evidence export</c> and <c>evidence verify</c>: the pack, and whether it is still what was exported.</summary>
internal static class EvidenceVerbs
{
    private static readonly string[] s_scopes = ["group:", "db:", "table:"];

    public static Command Create(CommandRunner runner) =>
        new("evidence", "Export an evidence pack, or verify one") { Export(runner), Verify(runner) };

    private static Command Export(CommandRunner runner)
    {
        const string Example = "evidence export --scope table:sales.orders --out packs";
        var scope = new Option<string>("--scope")
        {
            Description = "group:NAME, db:NAME or table:db.table",
            HelpName = "SCOPE",
            Required = true,
        };
        var target = new Option<string>("--out")
        {
            Description = "Folder in which the pack's own folder is made",
            HelpName = "DIR",
            Required = true,
        };
        var command = runner.Verb(
            "export",
            "Write a pack for a scope: workbook, overflow files, row hashes and manifest",
            new(
                "evidence export --scope SCOPE --out DIR [--at T] [--snapshot ID] [--unmask REASON] [--json] [--data DIR]",
                Example
            ),
            async (run, cancellationToken) =>
            {
                var text = run.Get(scope)!;
                if (!s_scopes.Any(kind => text.StartsWith(kind, StringComparison.Ordinal) && text.Length > kind.Length))
                {
                    throw new UsageException(
                        $"'{text}' is not a scope.",
                        "group:NAME, db:NAME or table:db.table",
                        Example
                    );
                }

                var (picture, reason) = (run.Picture, run.UnmaskReason);
                var parent = run.FullPath(run.Get(target)!);
                var pack = await run.WorkAsync(
                    "Exporting evidence",
                    (progress, token) =>
                        run.Service<EvidenceExport>()
                            .ExportAsync(run.User, picture, text, parent, reason, progress, token),
                    cancellationToken
                );
                if (run.IsJson)
                {
                    run.Json(
                        new
                        {
                            folder = pack.Folder,
                            workbook = pack.WorkbookFile,
                            contentRoot = pack.ContentRoot,
                            rows = pack.Rows,
                        }
                    );
                }
                else
                {
                    Print(run.Text, pack);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(scope);
        command.Add(target);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Unmask);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static void Print(TextOutput text, EvidencePackResult pack)
    {
        text.Line($"Pack:         {pack.Folder}");
        text.Line($"Workbook:     {pack.WorkbookFile}");
        text.Line($"Content root: {pack.ContentRoot}");
        text.Table(
            ["SHEET", TextColumn.Number("ROWS")],
            [.. pack.Rows.Select(sheet => new[] { sheet.Key, Figures.Count(sheet.Value) })]
        );
    }

    private static Command Verify(CommandRunner runner)
    {
        const string Example = "evidence verify packs/PACK";
        var folder = new Argument<string>("DIR") { Description = "The pack's folder" };
        var command = runner.Verb(
            "verify",
            "VERIFIED, or the first mismatch by sheet and row; needs no database and no secret",
            new("evidence verify DIR [--json]", Example),
            async (run, cancellationToken) =>
            {
                var path = run.ExistingFolder(run.Get(folder), Example);
                var verification = await VerifyAsync(run, path, cancellationToken);
                if (run.IsJson)
                {
                    run.Json(
                        new
                        {
                            verified = verification.IsVerified,
                            sheet = verification.Sheet,
                            row = verification.Row,
                            reason = verification.Reason,
                            contentRoot = verification.ContentRoot,
                        }
                    );
                }
                else
                {
                    run.Text.Line(Sentence(verification));
                }

                return verification.IsVerified ? ExitCode.Answered : ExitCode.VerificationFailed;
            }
        );
        command.Add(folder);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static async Task<EvidenceVerification> VerifyAsync(
        CommandRun run,
        string path,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await run.WorkAsync(
                "Verifying",
                (_, token) => EvidenceVerifier.VerifyAsync(path, token),
                cancellationToken
            );
        }
        catch (InvalidDataException unreadable)
        {
            // A pack whose manifest was taken away or spoilt proves nothing: that is a failed verification, not a fault of ours.
            return new(IsVerified: false, Sheet: null, Row: null, unreadable.Message, ContentRoot: null);
        }
    }

    private static string Sentence(EvidenceVerification verification)
    {
        if (verification.IsVerified)
        {
            return $"VERIFIED  content root {verification.ContentRoot}";
        }

        var place = (verification.Sheet, verification.Row) switch
        {
            ({ } sheet, { } row) => $"sheet {sheet}, row {Figures.Count(row)}: ",
            ({ } sheet, null) => $"sheet {sheet}: ",
            (null, _) => "",
        };
        return $"NOT VERIFIED  {place}{verification.Reason}";
    }
}

using System.CommandLine;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Import;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Cli;

/// <summary>
/// <c>import --from DIR</c> and <c>import hive --connection C</c>: one snapshot from a folder of source files, a live metastore or both, or none.
/// </summary>
internal static class ImportVerb
{
    private const string Example = "import --from seed-data";

    public static Command Create(CommandRunner runner)
    {
        var source = new Option<string?>("--from")
        {
            Description = "Folder with hive/, ranger/, hdfs/, directory/, audit/, governance/; any may be missing",
            HelpName = "DIR",
        };
        var authorizer = new Option<Authorizer?>("--authorizer")
        {
            Description = "What decides over the source, where the files do not say it",
            HelpName = "Ranger|SqlStandard|Legacy|StorageBased",
            CustomParser = result => OptionWords.Name<Authorizer>(result),
        };
        var auditZone = new Option<string?>("--audit-zone")
        {
            Description = "Time zone in which audit logs were written, where they name none; UTC if not given",
            HelpName = "Europe/Berlin",
        };
        var metastore = new MetastoreOptions();
        var command = runner.Verb(
            "import",
            "Import a folder of source files as one snapshot, or none; `import hive` for a live metastore",
            new(
                "import --from DIR [--connection C or --connection-file FILE] [--authorizer NAME] [--audit-zone ZONE] [--at T] [--json] [--data DIR], or import hive",
                Example
            ),
            (run, cancellationToken) =>
            {
                var folder =
                    run.Get(source)
                    ?? throw new UsageException(
                        "Nothing says what to import: --from is missing.",
                        "a folder of source files, or import hive --connection C for a live metastore",
                        Example
                    );
                var request = new ImportRequest(
                    run.ExistingFolder(folder, Example),
                    run.At,
                    IsDemo: false,
                    run.Get(authorizer),
                    Zone(run.Get(auditZone)),
                    metastore.Read(run)
                );
                return ImportAsync(run, request, cancellationToken);
            }
        );
        command.Add(source);
        metastore.AddTo(command);
        command.Add(authorizer);
        command.Add(auditZone);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Json);
        command.Add(ImportHiveVerb.Create(runner, metastore, authorizer));
        return command;
    }

    /// <summary>Imports, prints what came of it, and gives the exit code.</summary>
    public static async Task<int> ImportAsync(
        CommandRun run,
        ImportRequest request,
        CancellationToken cancellationToken
    )
    {
        var report = await run.WorkAsync(
            "Importing",
            (progress, token) => run.Service<ImportRun>().RunAsync(run.User, request, progress, token),
            cancellationToken
        );
        if (run.IsJson)
        {
            run.Json(ImportReportText.Document(report));
        }
        else
        {
            ImportReportText.Print(run.Text, report);
        }

        if (report.Snapshot is not null)
        {
            await JudgeAsync(run, cancellationToken);
            await TellAsync(run, report, cancellationToken);
            return ExitCode.Answered;
        }

        run.Say($"Nothing was imported: {report.Failure}");
        return ExitCode.BadInput;
    }

    // The snapshot stands whatever becomes of this: the server judges at its next start what was not judged here.
    private static async Task JudgeAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var found = await run.WorkAsync(
            "Judging",
            async (progress, token) =>
            {
                await run.Service<ActiveSnapshot>().RefreshAsync(token);
                return await run.Service<FindingWatch>().RunAsync(run.User, progress, token);
            },
            cancellationToken
        );
        if (found is not null && !run.IsJson)
        {
            run.Text.Line(
                $"Findings: {Figures.Count(found.Total)}; {Figures.Count(found.Fresh)} new, {Figures.Count(found.BackAgain)} back again, {Figures.Count(found.Gone)} resolved; {Figures.Of(found.Notified, "notification")} to owners."
            );
        }
    }

    private static async Task TellAsync(CommandRun run, ImportReport report, CancellationToken cancellationToken)
    {
        var notice = run.Service<DeviationNotice>();
        if (!notice.IsForEveryImport)
        {
            return;
        }

        var found = await run.WorkAsync(
            "Comparing access",
            (_, token) => notice.TellAsync("an import at the command line", report, token),
            cancellationToken
        );
        if (found is not null && !run.IsJson)
        {
            run.Text.Line(
                $"Access changed since snapshot {found.Before}: {Figures.Count(found.PairsGained)} pairs gained, {Figures.Count(found.PairsLost)} lost. A notification says where."
            );
        }
    }

    private static TimeZoneInfo? Zone(string? id) =>
        id is null ? null
        : TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone
        : throw new UsageException(
            $"'{id}' is no time zone that this machine knows.",
            "an IANA name",
            "--audit-zone Europe/Berlin"
        );
}

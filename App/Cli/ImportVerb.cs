using System.CommandLine;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;

namespace GovernanceDashboard.Cli;

/// <summary><c>import --from DIR</c>: one snapshot from a folder of source files, or none.</summary>
internal static class ImportVerb
{
    private const int MostRefusalsShown = 20;
    private const string Example = "import --from seed-data";

    public static Command Create(CommandRunner runner)
    {
        var source = new Option<string>("--from")
        {
            Description = "Folder with hive/, ranger/, hdfs/, directory/, audit/, governance/; any may be missing",
            HelpName = "DIR",
            Required = true,
        };
        var authorizer = new Option<Authorizer?>("--authorizer")
        {
            Description = "What decides over the source, where the files do not say it",
            HelpName = "Ranger|SqlStandard|Legacy|StorageBased",
        };
        var auditZone = new Option<string?>("--audit-zone")
        {
            Description = "Time zone in which audit logs were written, where they name none; UTC if not given",
            HelpName = "Europe/Berlin",
        };
        var command = runner.Verb(
            "import",
            "Import a folder of source files as one snapshot, or none",
            new("import --from DIR [--authorizer NAME] [--audit-zone ZONE] [--at T] [--json] [--data DIR]", Example),
            async (run, cancellationToken) =>
            {
                var request = new ImportRequest(
                    run.ExistingFolder(run.Get(source)!, Example),
                    run.At,
                    IsDemo: false,
                    run.Get(authorizer),
                    Zone(run.Get(auditZone))
                );
                var report = await run.WorkAsync(
                    "Importing",
                    (progress, token) => run.Service<ImportRun>().RunAsync(run.User, request, progress, token),
                    cancellationToken
                );
                if (run.IsJson)
                {
                    run.Json(Document(report));
                }
                else
                {
                    Print(run.Text, report);
                }

                if (report.Snapshot is not null)
                {
                    return ExitCode.Answered;
                }

                run.Say($"Nothing was imported: {report.Failure}");
                return ExitCode.BadInput;
            }
        );
        command.Add(source);
        command.Add(authorizer);
        command.Add(auditZone);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static TimeZoneInfo? Zone(string? id) =>
        id is null ? null
        : TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone
        : throw new UsageException(
            $"'{id}' is no time zone that this machine knows.",
            "an IANA name",
            "--audit-zone Europe/Berlin"
        );

    private static object Document(ImportReport report) =>
        new
        {
            snapshot = report.Snapshot is { } snapshot ? SnapshotsVerb.Document(snapshot) : null,
            failure = report.Failure,
            accepted = report.Accepted,
            refusedCount = report.RefusedCount,
            refused = report.Refused.Select(row => new
            {
                file = row.File,
                line = row.Line,
                reason = row.Reason,
            }),
            warnings = report.Warnings,
        };

    private static void Print(TextOutput text, ImportReport report)
    {
        if (report.Snapshot is { } snapshot)
        {
            text.Line($"Snapshot {snapshot.Id} at {Instants.Format(snapshot.TakenAt)}, digest {snapshot.Digest}");
            text.Line($"Data quality {Figures.Percent(snapshot.Quality.Score)} of 100");
            text.Table(
                ["PART", TextColumn.Number("SCORE"), "WHY"],
                [
                    .. snapshot.Quality.Parts.Select(part =>
                        new[] { part.Name, Figures.Percent(part.Score), part.Explanation }
                    ),
                ]
            );
        }

        text.Line("Accepted:");
        text.Table(
            ["RECORDS", TextColumn.Number("COUNT")],
            [.. report.Accepted.Select(kind => new[] { kind.Key, Figures.Count(kind.Value) })]
        );
        text.Line($"Refused: {Figures.Of(report.RefusedCount, "row")}");
        text.Table(
            ["FILE", TextColumn.Number("LINE"), "REASON"],
            [
                .. report
                    .Refused.Take(MostRefusalsShown)
                    .Select(row => new[] { row.File, row.Line == 0 ? "all" : Figures.Count(row.Line), row.Reason }),
            ]
        );
        if (report.RefusedCount > MostRefusalsShown)
        {
            text.Line(
                $"... and {Figures.Count(report.RefusedCount - MostRefusalsShown)} more; --json lists the first 1000."
            );
        }

        foreach (var warning in report.Warnings)
        {
            text.Line($"Warning: {warning}");
        }
    }
}

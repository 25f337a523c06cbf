using GovernanceDashboard.Import;

namespace GovernanceDashboard.Cli;

/// <summary>What an import did, for a reader and as JSON.</summary>
internal static class ImportReportText
{
    private const int MostRefusalsShown = 20;

    public static object Document(ImportReport report) =>
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
            sameAs = report.SameAs?.ToString(),
            wasThere = report.WasThere,
            metastore = report.Metastore is { } metastore
                ? new { server = metastore.Server, schemaVersion = metastore.SchemaVersion }
                : null,
        };

    public static void Print(TextOutput text, ImportReport report)
    {
        if (report.Metastore is { } metastore)
        {
            text.Line($"Metastore {metastore.Server}, schema {metastore.SchemaVersion}");
        }

        if (report.Snapshot is { } snapshot)
        {
            text.Line($"Snapshot {snapshot.Id} at {Instants.Format(snapshot.TakenAt)}, digest {snapshot.Digest}");
            if (report.Outcome is { } outcome)
            {
                text.Line(outcome);
            }

            text.Line($"Data quality {Figures.Percent(snapshot.Quality.Score)} of 100");
            text.Table(
                ["PART", TextColumn.Number("SCORE"), TextColumn.Number("WEIGHT"), "WHY"],
                [
                    .. snapshot.Quality.Parts.Select(part =>
                        new[]
                        {
                            part.Name,
                            part.Weight == 0 ? "-" : Figures.Percent(part.Shown),
                            Figures.Count(part.Weight),
                            part.Advice is null ? part.Explanation : $"{part.Explanation} {part.Advice}",
                        }
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
            ["FILE", TextColumn.Number(report.Metastore is null ? "LINE" : "LINE OR KEY"), "REASON"],
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

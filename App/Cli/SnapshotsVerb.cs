using System.Collections.Immutable;
using System.CommandLine;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>snapshots</c>: what has been imported, newest first. No snapshot is an answer too: an empty list.</summary>
internal static class SnapshotsVerb
{
    public static Command Create(CommandRunner runner)
    {
        var command = runner.Verb(
            "snapshots",
            "Imported snapshots, newest first: id, instant, digest, counts, data quality",
            new("snapshots [--json] [--data DIR]", "snapshots --json"),
            async (run, cancellationToken) =>
            {
                var snapshots = await run.Service<EstateQuestions>().SnapshotsAsync(run.User, cancellationToken);
                if (run.IsJson)
                {
                    run.Json(new { count = snapshots.Length, snapshots = snapshots.Select(Document) });
                }
                else
                {
                    Print(run.Text, snapshots);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(runner.Shared.Json);
        return command;
    }

    /// <summary>One snapshot as JSON; an import reports the one that it made in the same shape.</summary>
    public static object Document(Snapshot snapshot) =>
        new
        {
            id = snapshot.Id.ToString(),
            at = snapshot.TakenAt,
            from = snapshot.FactsFrom,
            imported = snapshot.ImportedAt,
            digest = snapshot.Digest,
            demo = snapshot.IsDemo,
            counts = snapshot.Counts,
            quality = Figures.PercentNumber(snapshot.Quality.Score),
            qualityParts = snapshot.Quality.Parts.Select(part => new
            {
                name = part.Name,
                score = Figures.PercentNumber(part.Score),
                explanation = part.Explanation,
            }),
            sources = snapshot.Sources.Select(source => new
            {
                name = source.Name,
                sha256 = source.Sha256,
                bytes = source.Bytes,
                accepted = source.Accepted,
                refused = source.Refused,
            }),
        };

    private static void Print(TextOutput text, ImmutableArray<Snapshot> snapshots)
    {
        if (snapshots.IsEmpty)
        {
            text.Line("No estate has been imported yet.");
            return;
        }

        text.Table(
            [
                TextColumn.Number("ID"),
                "INSTANT",
                "KNOWS FROM",
                "IMPORTED",
                TextColumn.Number("QUALITY"),
                "DIGEST",
                "COUNTS",
            ],
            [
                .. snapshots.Select(snapshot =>
                    new[]
                    {
                        snapshot.Id.ToString(),
                        Instants.Format(snapshot.TakenAt),
                        Instants.Format(snapshot.FactsFrom),
                        Instants.Format(snapshot.ImportedAt),
                        Figures.Percent(snapshot.Quality.Score),
                        snapshot.Digest,
                        QuestionText.List(snapshot.Counts.Select(count => $"{count.Key} {Figures.Count(count.Value)}")),
                    }
                ),
            ]
        );
    }
}

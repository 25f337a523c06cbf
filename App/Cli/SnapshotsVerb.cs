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
        command.Add(SnapshotsVerifyVerb.Create(runner));
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
                score = Figures.PercentNumber(part.Shown),
                explanation = part.Explanation,
                faults = part.Faults,
                of = part.Of,
                weight = part.Weight,
                advice = part.Advice,
                rows = part.Rows,
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

        // A block and not a row each: a digest is 64 digits long, and wrapped it could not be copied or searched for.
        foreach (var snapshot in snapshots)
        {
            text.Line(
                $"Snapshot {snapshot.Id} at {Instants.Format(snapshot.TakenAt)}, data quality {Figures.Percent(snapshot.Quality.Score)} of 100"
                    + (snapshot.IsDemo ? ", generated demonstration estate" : "")
            );
            text.Line($"    digest    {snapshot.Digest}");
            text.Line($"    known     from {Instants.Format(snapshot.FactsFrom)}");
            text.Line($"    imported  {Instants.Format(snapshot.ImportedAt)}");
            text.Line(
                $"    counts    {QuestionText.List(snapshot.Counts.Select(count => $"{count.Key} {Figures.Count(count.Value)}"))}"
            );
        }
    }
}

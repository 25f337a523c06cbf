using System.Globalization;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Quality;

/// <summary>What the audit logs, the change log and the catalogue show of clocks and of broken numbering.</summary>
internal static class LoggedTime
{
    public static QualityPart Clocks(QualityFacts facts, AuditTrace logs)
    {
        var early = facts.Changes.Count(change => change.RecordedAt < change.At);
        var future = facts.Changes.Count(change => change.At > facts.TakenAt);
        var made = facts.Tables.Count(table => table.CreatedAt > facts.TakenAt);
        var late = logs.Files.Sum(file => file.Late);
        return Parts.Faults(
            "Clocks",
            2,
            late + facts.Changes.Count(change => change.RecordedAt < change.At || change.At > facts.TakenAt) + made,
            logs.Files.Sum(file => file.Events) + facts.Changes.Length + facts.Tables.Length,
            "events and tables with an instant that cannot be",
            "Set the clock of whatever wrote them, or name the zone of the logs at the import (--audit-zone).",
            [
                .. logs
                    .Files.Where(file => file.Late > 0)
                    .Select(file => Line($"{file.Name}: {file.Late} events after the instant of their import")),
                .. Some(early, "changes that the change log had before they happened"),
                .. Some(future, "changes after the instant of this import"),
                .. facts
                    .Tables.Where(table => table.CreatedAt > facts.TakenAt)
                    .Select(table => $"{table.Name}: made after the instant of this import"),
            ]
        );
    }

    public static QualityPart Numbers(AuditTrace logs)
    {
        var broken = AuditRuns
            .Of(logs.Streams)
            .GroupBy(run => run.Writer, StringComparer.Ordinal)
            .Select(writer => (Writer: writer.Key, Breaks: writer.Count(run => !run.IsWhole) + writer.Count() - 1))
            .Where(writer => writer.Breaks > 0)
            .ToArray();
        return Parts.Faults(
            "Numbers of the logs",
            1,
            broken.Length,
            logs.Streams.Select(stream => stream.Writer).Distinct(StringComparer.Ordinal).LongCount(),
            "writers of the logs with numbers missing or repeated among their events",
            "Look for the files that hold the missing numbers; time without them does not count as covered.",
            broken.Select(writer => Line($"writer {writer.Writer}: its numbering breaks at {writer.Breaks} places"))
        );
    }

    private static IEnumerable<string> Some(int count, string what) => count > 0 ? [Line($"{count} {what}")] : [];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;

namespace GovernanceDashboard.Data.Audit;

/// <summary>
/// What the numbers of Hive's writers show of the time in which everything was logged: the only place where they are read. Strict in every doubt: before a writer's first event unless it is
/// its first at all, where numbers are missing or repeat, between its last event and the first of the next process on its server, and for good where none follows. Times are half-open.
/// </summary>
/// <param name="Whole">When a writer numbered on without a break; by writer, they may overlap.</param>
/// <param name="Doubts">When numbers leave open whether something is missing; in no order, they may overlap, and count before <paramref name="Whole"/>.</param>
public sealed record AuditNumbers(
    ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> Whole,
    ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> Doubts
)
{
    private const long FirstAtAll = 1; // Ranger counts from 0, feeds from 1

    /// <param name="streams">Of all writers; those of other services than Hive are passed over.</param>
    public static AuditNumbers Of(IEnumerable<AuditStream> streams)
    {
        AuditStream[] runs = [.. AuditRuns.Of(streams).Where(run => run.IsHive)];
        return new(
            [.. runs.Where(run => run.IsWhole).Select(run => (run.First, Instant(run.Last)))],
            [.. DoubtsOf(runs)]
        );
    }

    /// <summary>Whether one writer numbered on over all of <c>[from, to)</c>, and none leaves anything of it in doubt: what was not logged then did not happen.</summary>
    public bool AreWhole(DateTimeOffset from, DateTimeOffset to) =>
        Whole.Any(time => time.From <= from && to <= time.To) && !Doubts.Any(time => time.From < to && from < time.To);

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> DoubtsOf(AuditStream[] runs)
    {
        foreach (var writer in runs.GroupBy(run => run.Writer, StringComparer.Ordinal))
        {
            var first = writer.MinBy(run => run.FirstNumber)!;
            if (first.FirstNumber > FirstAtAll)
            {
                yield return (DateTimeOffset.MinValue, first.First);
            }

            foreach (var broken in writer.Where(run => !run.IsWhole))
            {
                yield return (broken.First, Instant(broken.Last));
            }

            foreach (var (before, after) in writer.Zip(writer.Skip(1)))
            {
                // Numbers that overlap, or instants that go back: which is right is not known.
                var (from, to) = (Min(before.Last, after.First), Max(before.Last, after.First));
                yield return (from, Instant(to));
            }

            var last = writer.Max(run => run.Last);
            // The events after its last one are lost without a trace, unless it had ended when the next process began on its server.
            var next = runs.Where(run =>
                    run.Writer != writer.Key
                    && run.Host is not null
                    && run.Host == first.Host
                    && run.FirstNumber <= FirstAtAll
                    && run.First > last
                )
                .Select(run => (DateTimeOffset?)run.First)
                .Min();
            yield return (Instant(last), next ?? DateTimeOffset.MaxValue);
        }
    }

    // The instant of an event is in the time that it closes.
    private static DateTimeOffset Instant(DateTimeOffset at) => at.AddMilliseconds(1);

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

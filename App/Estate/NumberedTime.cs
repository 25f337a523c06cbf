using System.Collections.Immutable;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Estate;

/// <summary>
/// Time in which use through Hive was logged in full as the logs themselves show, of databases about which nobody declares anything (product definitions, "Coverage"): the numbers of
/// every Hive writer that is known run on without a gap. Policies that do not audit are <see cref="UnauditedTime"/>'s to take out again. Strict in every doubt: before a writer's first event
/// unless it is its first at all, between its last and the first of the next process on its server, and for good where none follows, nothing is derived; nor is it for a database of which
/// no event is there, or where the service may drop reads by audit filters.
/// </summary>
internal static class NumberedTime
{
    public const string Reason = "the numbers of the logs have no gap";

    /// <summary>What an answer says that rests on it.</summary>
    public const string Note =
        "Nobody declares how much of the use through Hive was logged here: where every policy audits and the numbers of all known writers have no gap, it counts as logged in full. A server whose logs were never imported would not show.";

    private const long FirstAtAll = 1; // Ranger counts from 0, feeds from 1

    /// <summary>As declarations of full logs by database.</summary>
    /// <param name="services">What decided, over all time.</param>
    /// <param name="declarations">Over all time: who has spoken of a database once is asked again, and nothing is derived for it.</param>
    public static ImmutableArray<HeldFact<LogCoverage>> Of(
        ImmutableArray<HeldFact<AccessService>> services,
        ImmutableArray<HeldFact<LogCoverage>> declarations,
        AuditTrace logs
    )
    {
        var declared = declarations
            .Where(held => held.Value.Channel == AccessChannel.Hive)
            .Select(held => DatabaseOf(held.Value.Scope))
            .ToHashSet();
        if (declared.Contains(null))
        {
            return []; // somebody speaks of more than single databases
        }

        string[] databases =
        [
            .. logs
                .Days.Select(day => day.Database)
                .Distinct()
                .Where(database => !declared.Contains(database))
                .Order(StringComparer.Ordinal),
        ];
        if (databases.Length == 0)
        {
            return [];
        }

        return
        [
            .. from stretch in Whole(logs.Streams).And(Decided(services)).Stretches.ToArray()
            from database in databases
            select new HeldFact<LogCoverage>(
                new($"db:{database}", AccessChannel.Hive, CoverageState.Full, Reason),
                stretch.From,
                stretch.From,
                stretch.To,
                stretch.To
            ),
        ];
    }

    /// <summary>Those of some databases (<c>db:NAME</c>) that touch <c>[from, to)</c>.</summary>
    public static ImmutableArray<HeldFact<LogCoverage>> Among(
        ImmutableArray<HeldFact<LogCoverage>> derived,
        IReadOnlySet<string> databases,
        DateTimeOffset from,
        DateTimeOffset to
    ) => derived.RemoveAll(held => !databases.Contains(held.Value.Scope) || held.From >= to || held.To <= from);

    /// <summary>When the numbers of all Hive writers run on.</summary>
    internal static CoveredTime Whole(IEnumerable<AuditStream> streams)
    {
        AuditStream[] runs = [.. AuditRuns.Of(streams).Where(run => run.IsHive)];
        return CoveredTime.Of(
            runs.Where(run => run.IsWhole).Select(run => (run.First, Instant(run.Last))),
            Doubts(runs)
        );
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Doubts(AuditStream[] runs)
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

    // When Ranger decided, and its plugin was known to leave no read out.
    private static CoveredTime Decided(ImmutableArray<HeldFact<AccessService>> held)
    {
        var services = held.ToLookup(one => one.Value is { Authorizer: Authorizer.Ranger, LogsEveryRead: true });
        return CoveredTime.Of(
            services[true].Select(one => (one.From, one.ToNotBefore ?? one.To ?? DateTimeOffset.MaxValue)),
            services[false]
                .Select(one => (one.FromNotBefore ?? DateTimeOffset.MinValue, one.To ?? DateTimeOffset.MaxValue))
        );
    }

    /// <summary>The database that a scope lies in; null where it may reach further.</summary>
    private static string? DatabaseOf(string scope) =>
        scope.StartsWith("db:", StringComparison.Ordinal) ? scope[3..].ToLowerInvariant()
        : scope.StartsWith("table:", StringComparison.Ordinal) && TableName.TryParse(scope[6..], out var table)
            ? table.Database
        : null;

    // The instant of an event is in the time that it closes.
    private static DateTimeOffset Instant(DateTimeOffset at) => at.AddMilliseconds(1);

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

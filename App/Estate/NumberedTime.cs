using System.Collections.Immutable;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Estate;

/// <summary>
/// Time in which use through Hive was logged in full as the logs themselves show, of databases about which nobody declares anything (product definitions, "Coverage"): the numbers of
/// every Hive writer that is known run on without a gap (<see cref="AuditNumbers"/>, which leaves out every doubt). Policies that do not audit are <see cref="UnauditedTime"/>'s to take out
/// again. Nothing is derived for a database of which no event is there, or where the service may drop reads by audit filters.
/// </summary>
internal static class NumberedTime
{
    public const string Reason = "the numbers of the logs have no gap";

    /// <summary>What an answer says that rests on it.</summary>
    public const string Note =
        "Nobody declares how much of the use through Hive was logged here: where every policy audits and the numbers of all known writers have no gap, it counts as logged in full. A server whose logs were never imported would not show.";

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
        var numbers = AuditNumbers.Of(streams);
        return CoveredTime.Of(numbers.Whole, numbers.Doubts);
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
}

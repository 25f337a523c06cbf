using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>
/// Time in which reads of tables through Hive were not surely logged, because a policy of Ranger that applies to them does not audit: whatever was declared, nothing is proven then (product
/// definitions, "Coverage"). Ranger logs a request where any policy that matches it audits (access semantics 14.22): a policy that audits and is about all columns of the table, in the same zone, makes up for
/// one that does not.
/// </summary>
/// <remarks>Generous in what a policy without audit reaches, strict in what makes up for it: of a change known by bounds only, the longer silence counts.</remarks>
public static class UnauditedTime
{
    private static readonly string[] s_macros = ["{USER}", "{OWNER}"];

    /// <summary>The same of a history; empty where another authorizer than Ranger decided all the time.</summary>
    public static ImmutableArray<HeldFact<LogCoverage>> Of(
        EstateHistory history,
        IReadOnlyCollection<TableName> tables
    ) =>
        history.Services.Length > 0 && history.Services.All(held => held.Value.Authorizer != Authorizer.Ranger)
            ? []
            : Of(history.Policies, history.Classifications, tables);

    /// <summary>As declarations that a log was off (<see cref="CoverageState.None"/>), by database where all of its tables are concerned alike; empty where every policy audits.</summary>
    /// <param name="policies">Over all time.</param>
    /// <param name="classifications">Over all time: policies by tag reach the tables that carry it.</param>
    public static ImmutableArray<HeldFact<LogCoverage>> Of(
        ImmutableArray<HeldFact<Policy>> policies,
        ImmutableArray<HeldFact<Classification>> classifications,
        IReadOnlyCollection<TableName> tables
    )
    {
        HeldFact<Policy>[] deciding = [.. policies.Where(held => Decides(held.Value))];
        var silent = Array.FindAll(deciding, held => !held.Value.IsAuditEnabled);
        if (silent.Length == 0)
        {
            return [];
        }

        var audited = Array.FindAll(deciding, held => held.Value is { IsAuditEnabled: true, IsTagPolicy: false });
        var found =
            from table in tables
            from held in silent
            where Reaches(held.Value, table, classifications)
            from stretch in Without(
                (Earliest(held), Latest(held)),
                audited
                    .Where(other => other.Value.ZoneName == held.Value.ZoneName && IsAboutAllOf(other.Value, table))
                    .Select(other => (other.From, other.ToNotBefore ?? other.To ?? DateTimeOffset.MaxValue))
            )
            group table by (table.Database, Policy: held.Value.Id, stretch.From, stretch.To);
        var sizes = tables.CountBy(table => table.Database).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. found.SelectMany(same =>
            {
                TableName[] distinct = [.. same.Distinct()];
                IEnumerable<string> scopes =
                    distinct.Length == sizes[same.Key.Database]
                        ? [$"db:{same.Key.Database}"]
                        : distinct.Select(table => $"table:{table}");
                return scopes.Select(scope => Off(scope, same.Key.Policy, same.Key.From, same.Key.To));
            }),
        ];
    }

    private static HeldFact<LogCoverage> Off(string scope, long policy, DateTimeOffset from, DateTimeOffset to)
    {
        DateTimeOffset? end = to == DateTimeOffset.MaxValue ? null : to;
        return new(
            new(
                scope,
                AccessChannel.Hive,
                CoverageState.None,
                FormattableString.Invariant($"policy {policy} does not audit")
            ),
            from,
            from == DateTimeOffset.MinValue ? null : from,
            end,
            end
        );
    }

    private static bool Decides(Policy policy) =>
        policy is { IsEnabled: true, Type: PolicyType.Access }
        && policy.Service is not (Policy.MadeFromGrants or Policy.MadeFromViews or Policy.MadeFromFiles);

    private static bool Reaches(
        Policy policy,
        TableName table,
        ImmutableArray<HeldFact<Classification>> classifications
    ) =>
        policy.IsTagPolicy
            ? classifications.Any(held =>
                held.Value.Resource.Database == table.Database
                && (held.Value.Resource.Table is null || held.Value.Resource.Table == table.Table)
                && CompiledPolicy.MatchesTag(policy, held.Value.Class)
            )
            : policy.Resources.Any(resource =>
                resource.Levels.ContainsKey("database")
                && Matches(resource, "database", table.Database, isGenerous: true)
                && Matches(resource, "table", table.Table, isGenerous: true)
            );

    private static bool IsAboutAllOf(Policy policy, TableName table) =>
        policy.Resources.Any(resource =>
            Matches(resource, "database", table.Database, isGenerous: false)
            && Matches(resource, "table", table.Table, isGenerous: false)
            && resource.Levels.TryGetValue("column", out var columns)
            && !columns.IsExcludes
            && columns.Values.Contains("*")
        );

    private static bool Matches(PolicyResource resource, string level, string name, bool isGenerous)
    {
        if (!resource.Levels.TryGetValue(level, out var values))
        {
            return isGenerous;
        }

        var isMacro = values.Values.Any(value => s_macros.Any(value.Contains));
        return isMacro
            ? isGenerous
            : values.Values.Any(value => Wildcard.Matches(value.ToLowerInvariant(), name)) != values.IsExcludes;
    }

    // What of the whole lies in none of the others.
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Without(
        (DateTimeOffset From, DateTimeOffset To) whole,
        IEnumerable<(DateTimeOffset From, DateTimeOffset To)> others
    )
    {
        var reached = whole.From;
        foreach (var (from, to) in others.Where(other => other.From < other.To).OrderBy(other => other.From))
        {
            if (from >= whole.To)
            {
                break;
            }

            if (from > reached)
            {
                yield return (reached, from);
            }

            reached = to > reached ? to : reached;
        }

        if (reached < whole.To)
        {
            yield return (reached, whole.To);
        }
    }

    private static DateTimeOffset Earliest(HeldFact<Policy> held) => held.FromNotBefore ?? DateTimeOffset.MinValue;

    private static DateTimeOffset Latest(HeldFact<Policy> held) => held.To ?? DateTimeOffset.MaxValue;
}

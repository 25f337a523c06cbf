using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>What a policy's resources say by their words alone, without deciding anything.</summary>
internal static class PolicyScope
{
    private const string Database = "database";
    private const string Table = "table";
    private const string AnyUser = "{USER}";

    /// <summary>False only where the policy surely says nothing on tables of these databases.</summary>
    internal static bool MaySpeakOn(Policy policy, IReadOnlySet<string> databases) =>
        policy.IsTagPolicy
        || policy.Resources.Any(resource =>
            !resource.Levels.TryGetValue(Database, out var named)
            || named.IsExcludes
            || named.Values.Any(value => Speaks(value.ToLowerInvariant(), databases))
        );

    /// <summary>Databases that the policy names, wildcards resolved among those that there are; distinct and sorted.</summary>
    internal static ImmutableArray<string> DatabasesOf(Policy policy, IEnumerable<string> databases)
    {
        var patterns = policy
            .Resources.Select(resource => resource.Levels.GetValueOrDefault(Database))
            .Where(named => named is { IsExcludes: false })
            .SelectMany(named => named!.Values)
            .Select(value => value.ToLowerInvariant())
            .ToArray();
        return
        [
            .. databases
                .Where(database => Array.Exists(patterns, pattern => Wildcard.Matches(pattern, database)))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The policy's words for what it is about.</summary>
    internal static string Text(Policy policy) =>
        string.Join(
            "; ",
            policy.Resources.Select(resource =>
                string.Join(
                    '.',
                    resource.Levels.Select(level =>
                        $"{level.Key}={(level.Value.IsExcludes ? "!" : "")}{string.Join(',', level.Value.Values)}"
                    )
                )
            )
        );

    /// <summary>Whether the policy names single tables: what it gives then stands on the table itself and is not inherited.</summary>
    internal static bool NamesTables(Policy policy) =>
        !policy.IsTagPolicy
        && policy.Resources.All(resource =>
            resource.Levels.TryGetValue(Table, out var tables)
            && tables is { IsExcludes: false }
            && tables.Values.All(value => IsPlain(value))
        );

    /// <summary>Whether what the policy is about is another thing for each user.</summary>
    internal static bool IsPersonal(Policy policy) =>
        policy.Resources.Any(resource =>
            resource.Levels.Values.Any(named =>
                named.Values.Any(value => value.Contains(AnyUser, StringComparison.OrdinalIgnoreCase))
            )
        );

    internal static bool IsForEveryone(PolicyItem item) =>
        item.Groups.Contains(PrincipalId.Everyone.Name) || item.Users.Contains(AnyUser);

    // What a macro stands for is not known here.
    private static bool Speaks(string value, IReadOnlySet<string> databases) =>
        IsPlain(value)
            ? databases.Contains(value)
            : value.Contains('{', StringComparison.Ordinal)
                || databases.Any(database => Wildcard.Matches(value, database));

    private static bool IsPlain(string value) => !value.AsSpan().ContainsAny("*?{}");
}

using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Makes policies that say what grants of the Hive metastore say.</summary>
internal static class GrantPolicy
{
    internal const string All = "all";

    private const string Any = "*";
    private static readonly ImmutableArray<ItemAccess> s_select = [new("select")];

    /// <summary>Hive's role that everybody holds; ours is a group.</summary>
    internal static PrincipalId PublicRole { get; } = PrincipalId.Role("public");

    /// <summary>Whether the policy only says what grants say: nobody can switch it off or edit it.</summary>
    internal static bool IsMadeFromGrants(this Policy policy) =>
        policy.Service is Policy.MadeFromGrants or Policy.MadeFromViews;

    /// <summary>Role names compare without case in Hive.</summary>
    internal static PrincipalId Normal(PrincipalId principal) =>
        principal.Namespace == PrincipalNamespace.Role
            ? PrincipalId.Role(principal.Name.ToLowerInvariant())
            : principal;

    /// <summary>One item per principal and origin: the privileges that it holds by it.</summary>
    internal static ImmutableArray<PolicyItem> Items(
        IEnumerable<HiveGrant> grants,
        ImmutableArray<string> all,
        Func<HiveGrant, string?> condition
    ) =>
        [
            .. grants
                .GroupBy(grant =>
                    (
                        Normal(grant.Principal),
                        grant.WithGrantOption,
                        string.Join('\u001f', grant.Grantors),
                        Condition: condition(grant)
                    )
                )
                .OrderBy(same => same.Key.Item1)
                .ThenBy(same => same.Key.WithGrantOption)
                .ThenBy(same => same.Key.Item3, StringComparer.Ordinal)
                .ThenBy(same => same.Key.Condition, StringComparer.Ordinal)
                .Select(same => Item(same.Key.Item1, [.. same], all, same.Key.Condition)),
        ];

    internal static Policy Of(
        string name,
        string database,
        string? table,
        string? column,
        ImmutableArray<PolicyItem> allow,
        ImmutableArray<PolicyItem> deny = default,
        ImmutableArray<PolicyItem> denyExceptions = default
    ) =>
        new(
            0,
            null,
            name,
            Policy.MadeFromGrants,
            IsTagPolicy: false,
            IsEnabled: true,
            IsAuditEnabled: false,
            PolicyType.Access,
            0,
            [
                new(
                    new[]
                    {
                        ("database", database),
                        ("table", table ?? Any),
                        ("column", column ?? Any),
                    }.ToImmutableSortedDictionary(
                        level => level.Item1,
                        level => new ResourceValues([level.Item2]),
                        StringComparer.Ordinal
                    )
                ),
            ],
            allow,
            deny.IsDefault ? [] : deny,
            [],
            denyExceptions.IsDefault ? [] : denyExceptions,
            IsDenyAllElse: false,
            [],
            // A name with a wildcard in it would match others too: whether it does is left open.
            Wildcard.IsIn(database + table + column)
            && database != Any
                ? [new("name-with-wildcard", [])]
                : [],
            null,
            null,
            null,
            null,
            []
        );

    /// <summary>Everybody, for select.</summary>
    internal static PolicyItem Everybody(string? condition) =>
        new(s_select, [], [PrincipalId.Everyone.Name], [], Conditions(condition));

    /// <summary>
    /// Gives policies numbers that follow from their names, so that a change set written for one snapshot never means another grant in
    /// the next. 52 bits: exact in JSON.
    /// </summary>
    internal static IEnumerable<Policy> Numbered(IEnumerable<Policy> policies)
    {
        var taken = new HashSet<long>();
        foreach (var policy in policies)
        {
            var id = Hash(policy.Name);
            while (!taken.Add(id))
            {
                id++;
            }

            yield return policy with
            {
                Id = id,
            };
        }
    }

    private static PolicyItem Item(
        PrincipalId principal,
        HiveGrant[] grants,
        ImmutableArray<string> all,
        string? condition
    )
    {
        var isEveryone = principal == PublicRole;
        return new(
            [
                .. grants
                    .Select(grant => grant.Privilege.ToLowerInvariant())
                    .SelectMany(privilege => privilege == All ? all : [privilege])
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(privilege => new ItemAccess(privilege)),
            ],
            principal.Namespace == PrincipalNamespace.Login ? [principal.Name] : [],
            isEveryone ? [PrincipalId.Everyone.Name]
                : principal.Namespace == PrincipalNamespace.Group ? [principal.Name]
                : [],
            principal.Namespace == PrincipalNamespace.Role && !isEveryone ? [principal.Name] : [],
            Conditions(condition),
            Grant: new(grants[0].Grantors, grants[0].WithGrantOption)
        );
    }

    private static ImmutableArray<PolicyCondition> Conditions(string? condition) =>
        condition is null ? [] : [new(condition, [])];

    // FNV-1a: the same on every machine, unlike string.GetHashCode.
    private static long Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return (long)(hash >> 12) | 1;
    }
}

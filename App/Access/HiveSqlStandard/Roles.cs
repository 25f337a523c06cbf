using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HiveSqlStandard;

/// <summary>Hive's roles as principals of ours: names without case, and <c>public</c> held by everybody.</summary>
internal static class Roles
{
    internal static ImmutableArray<Principal> Normal(ImmutableArray<Principal> principals) =>
        principals.Any(IsOdd)
            ?
            [
                .. principals
                    .Select(principal =>
                        IsOdd(principal) ? principal with { Id = GrantPolicy.Normal(principal.Id) } : principal
                    )
                    .DistinctBy(principal => principal.Id)
                    .OrderBy(principal => principal.Id),
            ]
            : principals;

    /// <param name="withGroups">Whether a group may hold a role; SQL-standard authorization asks for the user's own roles alone.</param>
    internal static ImmutableArray<Membership> Normal(ImmutableArray<Membership> memberships, bool withGroups)
    {
        var normal = memberships
            .Where(membership =>
                membership.Container.Namespace != PrincipalNamespace.Role
                || membership.Member.Namespace != PrincipalNamespace.Group
                || (withGroups && !membership.Member.IsEveryone)
            )
            .Select(membership => new Membership(
                GrantPolicy.Normal(membership.Member),
                GrantPolicy.Normal(membership.Container)
            ))
            .ToList();
        if (normal.Exists(membership => membership.Member == GrantPolicy.PublicRole))
        {
            normal.Add(new(PrincipalId.Everyone, GrantPolicy.PublicRole));
        }

        return
        [
            .. normal.Distinct().OrderBy(membership => membership.Member).ThenBy(membership => membership.Container),
        ];
    }

    private static bool IsOdd(Principal principal) => GrantPolicy.Normal(principal.Id) != principal.Id;
}

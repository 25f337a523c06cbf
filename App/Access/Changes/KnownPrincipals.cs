using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>Whether anything in the facts knows a principal that an addition names: a misspelt name must not pass for a change without effect.</summary>
internal static class KnownPrincipals
{
    /// <returns>Null where the principal is known, else the problem.</returns>
    internal static string? Missing(EstateFacts facts, FactsLookup lookup, PrincipalId principal) =>
        principal.IsEveryone
        || NaturalOrder.Search(facts.Principals, new Principal(principal, PrincipalKind.User), NaturalOrder.Of) >= 0
        || lookup.Names(principal)
            ? null
            : $"There is no {principal}.";

    /// <summary>The first principal of the items that nothing knows, those of <paramref name="before"/> set aside.</summary>
    internal static string? Missing(
        EstateFacts facts,
        FactsLookup lookup,
        IEnumerable<PolicyItem> items,
        IEnumerable<PolicyItem> before
    )
    {
        var known = before.SelectMany(Named).ToHashSet();
        return items
            .SelectMany(Named)
            .Where(principal => !IsMacro(principal) && !known.Contains(principal))
            .Select(principal => Missing(facts, lookup, principal))
            .FirstOrDefault(missing => missing is not null);
    }

    internal static bool IsMacro(PrincipalId principal) =>
        principal.Namespace == PrincipalNamespace.Login
        && principal.Name is Ranger.CompiledItem.AnyUser or Ranger.CompiledItem.Owner;

    private static IEnumerable<PrincipalId> Named(PolicyItem item) =>
        item
            .Users.Select(PrincipalId.Login)
            .Concat(item.Groups.Select(PrincipalId.Group))
            .Concat(item.Roles.Select(PrincipalId.Role));
}

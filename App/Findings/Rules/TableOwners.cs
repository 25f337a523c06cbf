using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Who answers for which tables: the owners of the narrowest scope that names any.</summary>
internal static class TableOwners
{
    public static Dictionary<TableOrdinal, List<DataOwner>> Of(RuleContext context) =>
        context.Scopes.Narrowest(context.Held(context.Records.DataOwners), owner => owner.Scope);

    /// <summary>The account that an owner names; null where it names none that the directory knows as a login.</summary>
    public static Principal? Account(ILookup<string, Principal> logins, DataOwner owner)
    {
        var id = PrincipalId.TryParse(owner.Identity, out var parsed) ? parsed : PrincipalId.Login(owner.Identity);
        return id.Namespace == PrincipalNamespace.Login ? logins[id.Name].FirstOrDefault() : null;
    }

    public static ILookup<string, Principal> Logins(RuleContext context) =>
        context
            .Facts.Principals.Where(principal => principal.Id.Namespace == PrincipalNamespace.Login)
            .ToLookup(principal => principal.Id.Name, StringComparer.Ordinal);
}

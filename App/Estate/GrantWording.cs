using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Words for what stands as a policy in the engine and is none in the source: grants of the metastore, and permissions of files.</summary>
internal static class GrantWording
{
    private const string NamePrefix = "grants on ";

    /// <returns>Null for Ranger's own policies.</returns>
    public static string? Of(
        EstateView view,
        AccessOpinion opinion,
        ImmutableArray<ChainLink> chain,
        UnmaskPermit? permit
    )
    {
        switch (view.Index.Authorizer)
        {
            case Authorizer.Ranger:
                return null;
            case Authorizer.StorageBased:
                return "The permissions of the files let this login in: see them path by path.";
            case Authorizer.SqlStandard:
            case Authorizer.Legacy:
                break;
        }

        if (
            view.Facts.Policies.FirstOrDefault(found => found.Id == opinion.PolicyId) is not { } policy
            || opinion.Effect == Effect.Deny
            || opinion is not { List: { } list, ItemIndex: { } index }
        )
        {
            return opinion.Effect == Effect.Deny
                ? $"{Capital(opinion.PolicyName)}{(opinion.IsConditional ? "" : ", and this login does not hold it")}."
                : null;
        }

        var to = opinion.Via switch
        {
            AccessVia.Group => $"the group {chain[^1].Text}, and the login is in it{Through(chain)}",
            AccessVia.Role => $"the role {chain[^1].Text}, and the login holds it{Through(chain)}",
            AccessVia.Everyone => "the role public, which everybody holds",
            AccessVia.Named or AccessVia.AnyUser or AccessVia.Owner or AccessVia.SuperUser or AccessVia.DenyAllElse =>
                "this login by name",
        };
        var item = policy.Items(list)[index];
        var on = policy.Name.StartsWith(NamePrefix, StringComparison.Ordinal)
            ? policy.Name[NamePrefix.Length..]
            : opinion.ResourceText;
        var condition = opinion.IsConditional ? " It hangs on what a snapshot cannot tell." : "";
        return $"SELECT on {on} is granted{By(view, item.Grant, permit)} to {to}.{condition}";
    }

    private static string By(EstateView view, GrantOrigin? origin, UnmaskPermit? permit)
    {
        if (origin is not { Grantors: [var first, ..] grantors })
        {
            return "";
        }

        var more = grantors.Length > 1 ? $" and {grantors.Length - 1} more" : "";
        return $" by {NameOf(view, first, permit)}{more}";
    }

    private static string NameOf(EstateView view, PrincipalId id, UnmaskPermit? permit) =>
        id.Namespace switch
        {
            PrincipalNamespace.Login => view.LabelOfLogin(id.Name, permit).Text,
            PrincipalNamespace.Group => $"the group {id.Name}",
            PrincipalNamespace.Role => $"the role {id.Name}",
        };

    private static string Through(ImmutableArray<ChainLink> chain) =>
        chain.Length <= 2
            ? ""
            : $" through {string.Join(" → ", chain.Skip(1).Take(chain.Length - 2).Select(link => link.Text))}";

    private static string Capital(string? text) =>
        string.IsNullOrEmpty(text) ? "" : char.ToUpperInvariant(text[0]) + text[1..];
}

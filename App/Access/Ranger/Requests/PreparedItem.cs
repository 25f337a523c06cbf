using System.Collections.Frozen;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>One item of a policy with its accesses expanded (semantics 2.4).</summary>
internal sealed record PreparedItem(PolicyItem Source, FrozenSet<string> Accesses)
{
    private static readonly string s_everyone = PrincipalId.Everyone.Name;

    /// <summary>Whether the item names the requester (semantics, section 3).</summary>
    internal bool Names(Requester requester)
    {
        var request = requester.Request;
        return (
                request.User is { } user
                && (
                    Source.Users.Contains(CompiledItem.AnyUser)
                    || Source.Users.Contains(user)
                    || (Source.Users.Contains(CompiledItem.Owner) && user == request.Resource.Owner)
                )
            )
            || Source.Groups.Contains(s_everyone)
            || Source.Groups.Any(group => request.Groups.Contains(group))
            || Source.Roles.Any(role => requester.Roles.Contains(role));
    }

    /// <summary>Whether the item speaks on the access for the requester; unknown where a condition is.</summary>
    internal Certainty AppliesTo(Requester requester, string accessType)
    {
        if (!Names(requester))
        {
            return Certainty.No;
        }

        // Delegated administration asks for neither accesses nor conditions.
        return accessType == AccessRequest.AdminAccess ? CertaintyLogic.Of(Source.DelegateAdmin)
            : !Accesses.Contains(accessType) ? Certainty.No
            : requester.Conditions.All(Source.Conditions, requester.Scope);
    }
}

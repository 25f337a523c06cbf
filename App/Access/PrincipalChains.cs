using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>The shortest chains from one login up to each of its containers.</summary>
internal sealed class PrincipalChains(PrincipalId account, MembershipClosure closure)
{
    private readonly Dictionary<PrincipalId, PrincipalId> _origin = closure.ContainersWithOrigin(account);

    internal PrincipalId Account { get; } = account;

    /// <summary>From the login to the container, both included; null where the login is not in it.</summary>
    internal ImmutableArray<PrincipalId>? To(PrincipalId container)
    {
        if (!_origin.ContainsKey(container))
        {
            return null;
        }

        var chain = new List<PrincipalId> { container };
        while (chain[^1] != Account)
        {
            chain.Add(_origin[chain[^1]]);
        }

        chain.Reverse();
        return [.. chain];
    }
}

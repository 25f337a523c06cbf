using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>
/// What finds facts quickly while they are edited. Made once for an estate and used for every estate that edits lead to: positions are
/// hints, looked at before they are believed.
/// </summary>
internal sealed class FactsLookup(EstateFacts facts)
{
    private readonly Lazy<Dictionary<long, int>> _policies = new(() =>
    {
        var positions = new Dictionary<long, int>(facts.Policies.Length);
        for (var at = 0; at < facts.Policies.Length; at++)
        {
            positions.TryAdd(facts.Policies[at].Id, at);
        }

        return positions;
    });

    private readonly Lazy<bool> _hasSortedMemberships = new(() =>
        NaturalOrder.IsSorted(facts.Memberships, NaturalOrder.Of)
    );

    // Groups and roles may be known from memberships alone.
    private readonly Lazy<HashSet<PrincipalId>> _named = new(() =>
        [
            PrincipalId.Everyone,
            .. facts.Principals.Select(principal => principal.Id),
            .. facts.Memberships.Select(membership => membership.Member),
            .. facts.Memberships.Select(membership => membership.Container),
        ]
    );

    /// <summary>False where two services number their policies alike: then an id does not say which is meant.</summary>
    internal bool HasDistinctPolicies => _policies.Value.Count == facts.Policies.Length;

    /// <summary>True where edits keep the list sorted, too: it can be searched by halves.</summary>
    internal bool HasSortedMemberships => _hasSortedMemberships.Value;

    /// <summary>Where the policy stands in the edited facts; -1 where it does not.</summary>
    internal int FindPolicy(EstateFacts edited, long id)
    {
        var policies = edited.Policies;
        if (_policies.Value.TryGetValue(id, out var hint) && hint < policies.Length && policies[hint].Id == id)
        {
            return hint;
        }

        for (var at = 0; at < policies.Length; at++)
        {
            if (policies[at].Id == id)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Whether the facts before any edit named the principal.</summary>
    internal bool Names(PrincipalId principal) => _named.Value.Contains(principal);
}

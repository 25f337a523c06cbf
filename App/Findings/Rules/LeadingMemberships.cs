using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>
/// Memberships that lead to some groups and roles, directly or through others that ever lay in them. Whoever asks about these alone gets the same answers from
/// them as from all memberships, of which there may be a million more. Immutable.
/// </summary>
internal sealed class LeadingMemberships
{
    private readonly HashSet<PrincipalId> _containers;

    /// <param name="to">The groups and roles that are asked about.</param>
    /// <param name="nestings">Every nesting that there ever was; memberships of logins among them are passed over.</param>
    internal LeadingMemberships(IEnumerable<PrincipalId> to, IEnumerable<Membership> nestings)
    {
        var inner = nestings
            .Where(edge => edge.IsNesting)
            .ToLookup(nesting => nesting.Container, nesting => nesting.Member);
        _containers = [.. to];
        var open = new Stack<PrincipalId>(_containers);
        while (open.TryPop(out var container))
        {
            foreach (var member in inner[container].Where(_containers.Add))
            {
                open.Push(member);
            }
        }
    }

    internal bool Has(Membership membership) => _containers.Contains(membership.Container);

    internal ImmutableArray<HeldFact<Membership>> Of(ImmutableArray<HeldFact<Membership>> memberships) =>
        [.. memberships.Where(held => Has(held.Value))];
}

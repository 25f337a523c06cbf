using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>Applies proposed edits to facts, one after the other; a refused edit leaves them as they were.</summary>
internal sealed class FactsEditor(EstateFacts facts, FactsLookup lookup)
{
    private readonly MembershipEdits _memberships = new(facts.Memberships, lookup);
    private readonly EditedPolicies _policies = new(lookup);
    private readonly ImmutableArray<Membership> _membershipsBefore = facts.Memberships;
    private EstateFacts _facts = facts;

    /// <summary>The facts as edited. Writes the long lists, so it costs what they cost.</summary>
    internal EstateFacts Facts => _facts = _memberships.WriteTo(_policies.WriteTo(_facts));

    /// <summary>The same, but that memberships and items of policies may still be as they were: for whoever asks those here.</summary>
    internal EstateFacts Sparse => _facts;

    /// <summary>The policy as edited.</summary>
    internal Policy? FindPolicy(long id) =>
        _policies.Find(_facts, id) is var at and >= 0 ? _policies.At(_facts, at) : null;

    /// <summary>Whether any membership may have come or gone.</summary>
    internal bool HasMembershipEdits => _memberships.IsEdited(_membershipsBefore);

    internal bool Holds(Membership membership) => _memberships.Holds(membership);

    /// <summary>Never throws for a change that does not fit: that is an edit with a problem.</summary>
    internal Edit Apply(Change change)
    {
        var edit = change switch
        {
            PolicyChange policy => PolicyEdits.Apply(_facts = _policies.WriteTo(_facts), lookup, policy),
            PolicyEnabledChange policy => PolicyEdits.Apply(_facts = _policies.WriteTo(_facts), lookup, policy),
            ItemChange item => ItemEdits.Apply(_facts, lookup, _policies, item),
            ItemPrincipalChange item => ItemEdits.Apply(_facts, lookup, _policies, item),
            MembershipChange membership => _memberships.Apply(_facts, membership),
            RoleChange role => _memberships.Apply(_facts, role),
            TagChange tag => CatalogueEdits.Apply(_facts, tag),
            ZoneChange zone => ZoneEdits.Apply(_facts, zone),
            ZoneResourceChange zone => ZoneEdits.Apply(_facts, zone),
            OwnerChange owner => CatalogueEdits.Apply(_facts, lookup, owner),
            TableChange table => CatalogueEdits.Apply(_facts, table),
            _ => throw new ArgumentException($"A {change.GetType().Name} is no kind of change.", nameof(change)),
        };
        _facts = edit.Facts ?? _facts;
        return edit;
    }
}

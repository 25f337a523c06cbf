using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>
/// Edits of memberships, nestings and roles. An estate has a million memberships, and a change set may hold thousands: where the list is
/// sorted the edits are gathered and written once.
/// </summary>
internal sealed class MembershipEdits(ImmutableArray<Membership> memberships, FactsLookup lookup)
{
    private bool _isSorted = lookup.HasSortedMemberships;
    private readonly HashSet<Membership> _added = [];
    private readonly HashSet<Membership> _removed = [];
    private ImmutableArray<Membership> _memberships = memberships;

    /// <summary>The facts with the memberships as edited.</summary>
    internal EstateFacts WriteTo(EstateFacts facts)
    {
        Gather();
        return facts.Memberships == _memberships ? facts : facts with { Memberships = _memberships };
    }

    /// <param name="before">The memberships before any edit.</param>
    internal bool IsEdited(ImmutableArray<Membership> before) =>
        _added.Count > 0 || _removed.Count > 0 || _memberships != before;

    internal bool Holds(Membership membership) => !PlacesOf(membership).IsEmpty;

    internal Edit Apply(EstateFacts facts, MembershipChange change)
    {
        if (change.Place is not null)
        {
            // Only an inverse says where, and only where the list was not sorted before.
            Gather();
            _isSorted = false;
        }

        var membership = change.Membership;
        var places = PlacesOf(membership);
        if (change.Operation == ChangeOperation.Remove)
        {
            if (places.IsEmpty)
            {
                return Edit.Refused($"{membership.Member} is not directly in {membership.Container}.");
            }

            Remove(membership, places);
            return Edit.Done(facts, [.. places.Select(place => Restored(membership, place))]);
        }

        var isAsked = !change.IsRestoration || (_isSorted && !places.IsEmpty);
        if (isAsked && Objection(facts, membership, !places.IsEmpty) is { } problem)
        {
            return Edit.Refused(problem);
        }

        Add(membership, change.Place);
        return Edit.Done(facts, new MembershipChange(ChangeOperation.Remove, membership));
    }

    internal Edit Apply(EstateFacts facts, RoleChange change)
    {
        var role = new Principal(change.Id, PrincipalKind.Role, change.DisplayName, change.IsEnabled);
        var places = Places(facts.Principals, principal => principal.Id == change.Id);
        if (change.Operation == ChangeOperation.Add)
        {
            return
                !change.IsRestoration && (!places.IsEmpty || KnownPrincipals.Missing(facts, lookup, change.Id) is null)
                ? Edit.Refused($"There is a {change.Id} already.")
                : Edit.Done(
                    facts with
                    {
                        Principals = NaturalOrder.With(facts.Principals, role, change.Place, NaturalOrder.Of),
                    },
                    new RoleChange(ChangeOperation.Remove, change.Name)
                );
        }

        Gather();
        var edges = Places(_memberships, edge => edge.Member == change.Id || edge.Container == change.Id);
        if (places.IsEmpty && edges.IsEmpty)
        {
            return Edit.Refused($"There is no {change.Id}.");
        }

        Change[] inverse =
        [
            .. places.Select(place => new RoleChange(
                ChangeOperation.Add,
                change.Name,
                facts.Principals[place].DisplayName,
                facts.Principals[place].IsEnabled
            )
            {
                Place = place,
                IsRestoration = true,
            }),
            .. edges.Select(place => Restored(_memberships[place], place)),
        ];
        _memberships = _memberships.RemoveAll(edge => edge.Member == change.Id || edge.Container == change.Id);
        return Edit.Done(
            facts with
            {
                Principals = facts.Principals.RemoveAll(principal => principal.Id == change.Id),
            },
            [.. inverse]
        );
    }

    private string? Objection(EstateFacts facts, Membership membership, bool isThere) =>
        isThere ? $"{membership.Member} is in {membership.Container} already."
        : membership.Member == membership.Container || !MembershipClosure.Counts(membership)
            ? $"{membership.Member} cannot be put into {membership.Container}."
        : KnownPrincipals.Missing(facts, lookup, membership.Member)
            ?? KnownPrincipals.Missing(facts, lookup, membership.Container);

    // In a sorted list every edge stands once, and its place follows from itself.
    private ImmutableArray<int> PlacesOf(Membership membership)
    {
        if (!_isSorted)
        {
            return Places(_memberships, edge => edge == membership);
        }

        var isThere = _added.Contains(membership) || (!_removed.Contains(membership) && PlaceOf(membership) >= 0);
        return isThere ? [0] : [];
    }

    private MembershipChange Restored(Membership membership, int place) =>
        new(ChangeOperation.Add, membership) { Place = _isSorted ? null : place, IsRestoration = true };

    private void Remove(Membership membership, ImmutableArray<int> places)
    {
        if (_isSorted)
        {
            if (!_added.Remove(membership))
            {
                _removed.Add(membership);
            }

            return;
        }

        for (var at = places.Length - 1; at >= 0; at--)
        {
            _memberships = _memberships.RemoveAt(places[at]);
        }
    }

    private void Add(Membership membership, int? place)
    {
        if (!_isSorted)
        {
            _memberships = NaturalOrder.With(_memberships, membership, place, NaturalOrder.Of);
        }
        else if (!_removed.Remove(membership))
        {
            _added.Add(membership);
        }
    }

    private void Gather()
    {
        if (_added.Count == 0 && _removed.Count == 0)
        {
            return;
        }

        var edits = _added
            .Select(edge => (At: ~PlaceOf(edge), Edge: edge, IsNew: true))
            .Concat(_removed.Select(edge => (At: PlaceOf(edge), Edge: edge, IsNew: false)))
            .ToArray();
        Array.Sort(edits, (left, right) => NaturalOrder.Of(left.Edge, right.Edge));
        var merged = ImmutableArray.CreateBuilder<Membership>(_memberships.Length + _added.Count - _removed.Count);
        var next = 0;
        foreach (var (at, edge, isNew) in edits)
        {
            merged.AddRange(_memberships.AsSpan()[next..at]);
            next = isNew ? at : at + 1;
            if (isNew)
            {
                merged.Add(edge);
            }
        }

        merged.AddRange(_memberships.AsSpan()[next..]);
        _memberships = merged.MoveToImmutable();
        _added.Clear();
        _removed.Clear();
    }

    // The complement of where it belongs, if it is not there.
    private int PlaceOf(Membership edge) => NaturalOrder.Search(_memberships, edge, NaturalOrder.Of);

    private static ImmutableArray<int> Places<T>(ImmutableArray<T> list, Func<T, bool> isMeant)
    {
        var places = ImmutableArray.CreateBuilder<int>();
        for (var at = 0; at < list.Length; at++)
        {
            if (isMeant(list[at]))
            {
                places.Add(at);
            }
        }

        return places.ToImmutable();
    }
}

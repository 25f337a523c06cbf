using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>A group, a role, Everyone, any login or the owner, named by an item that decides for at least one account: it opens the table.</summary>
/// <param name="Via">Group, Role, Everyone, AnyUser or Owner.</param>
/// <param name="Principal">The group or role that the items name; null for any login and for the owner.</param>
/// <param name="Level">Full: every column (partition keys included), Partial: some of them, TableOnly: the bare table request.</param>
/// <param name="IsConditional">Opens only under a condition, or at a time, that cannot be known statically.</param>
public readonly record struct AccessOpener(
    AccessVia Via,
    PrincipalId? Principal,
    AccessLevel Level,
    bool IsConditional
);

/// <summary>Through what one table stands open for select: the deciding principals, and the people named one by one.</summary>
/// <param name="Openers">Sorted by kind, name and level; each kind and name once.</param>
/// <param name="Named">Accounts that a deciding item names outright; services among them.</param>
public sealed record TableOpeners(ImmutableArray<AccessOpener> Openers, PrincipalSet Named);

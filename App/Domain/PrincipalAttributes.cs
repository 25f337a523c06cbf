using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>An attribute of a login or a group in Ranger's user store, e.g. <c>dept</c>.</summary>
public readonly record struct PrincipalAttribute(string Name, string Value);

/// <summary>What Ranger's user store says of one login or group; only conditions and expressions read it (semantics, section 12).</summary>
/// <param name="Attributes">Sorted by name, ordinally.</param>
public sealed record PrincipalAttributes(PrincipalId Principal, ImmutableArray<PrincipalAttribute> Attributes);

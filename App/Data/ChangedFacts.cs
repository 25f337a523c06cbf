using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data;

/// <summary>One fact that began or ended between two instants: all that was believed of it from the one to the other, in order of time.</summary>
public sealed record ChangedFact<T>(ImmutableArray<HeldFact<T>> Held)
{
    /// <summary>What held at an instant; null for nothing.</summary>
    public HeldFact<T>? At(DateTimeOffset instant) => Held.FirstOrDefault(held => held.HeldAt(instant));
}

/// <summary>Everything that a snapshot believes to have begun or ended after one instant, and not after another; each list by key.</summary>
public sealed record ChangedFacts
{
    public required ImmutableArray<ChangedFact<Principal>> Principals { get; init; }

    public required ImmutableArray<ChangedFact<Principal>> Roles { get; init; }

    public required ImmutableArray<ChangedFact<Membership>> Memberships { get; init; }

    public required ImmutableArray<ChangedFact<Membership>> RoleMemberships { get; init; }

    public required ImmutableArray<ChangedFact<DatabaseResource>> Databases { get; init; }

    public required ImmutableArray<ChangedFact<TableResource>> Tables { get; init; }

    public required ImmutableArray<ChangedFact<Policy>> Policies { get; init; }

    public required ImmutableArray<ChangedFact<SecurityZone>> Zones { get; init; }

    public required ImmutableArray<ChangedFact<AccessService>> Services { get; init; }

    public required ImmutableArray<ChangedFact<HiveGrant>> HiveGrants { get; init; }

    public required ImmutableArray<ChangedFact<Classification>> Classifications { get; init; }

    public required ImmutableArray<ChangedFact<PathPermission>> Paths { get; init; }

    public required ImmutableArray<ChangedFact<DataOwner>> DataOwners { get; init; }
}

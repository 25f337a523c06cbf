using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// One policy in a list: which, for whom (0 = everyone), and whether it matches only below what is asked for.
/// Packed so that sorting the numbers sorts by policy, that is by priority.
/// </summary>
internal readonly record struct ListedPolicy(int Policy, int Filter, bool IsBelow)
{
    internal long Packed => ((long)Policy << 32) | ((long)Filter << 1) | (IsBelow ? 1L : 0L);

    internal static ListedPolicy Unpack(long packed) =>
        new((int)(packed >> 32), (int)(packed & uint.MaxValue) >> 1, (packed & 1) != 0);
}

/// <summary>
/// The policies that speak on a resource, in order. Resources with the same list (and owner, where it matters) share their sets. What
/// speaks on every table of a database is a list of its own, on which its tables' lists stand: a table's list holds what it adds.
/// </summary>
/// <param name="own">Sorted, distinct, none of it in the base.</param>
internal sealed class PolicyList(
    int number,
    PolicyList? basis,
    ImmutableArray<ListedPolicy> own,
    int owner,
    PolicyList? withoutOwner
)
{
    internal int Number { get; } = number;

    /// <summary>The list that this one adds to; null for a base list. A base list has no base itself.</summary>
    internal PolicyList? Base { get; } = basis;

    /// <summary>What the list adds to its base.</summary>
    internal ImmutableArray<ListedPolicy> Own { get; } = own;

    /// <summary>All policies of the list in order, the base's among them. Merged anew each time where there is a base.</summary>
    internal ImmutableArray<ListedPolicy> Policies =>
        Base is null ? Own
        : Own.IsEmpty ? Base.Own
        : Merge(Base.Own, Own);

    /// <summary>Ordinal of the owner's account; -1 where no policy asks, or the owner has no account.</summary>
    internal int Owner { get; } = owner;

    /// <summary>
    /// The same policies without an owner, else this list: an owner changes the answer for one account only, so that everyone else's
    /// is shared.
    /// </summary>
    internal PolicyList WithoutOwner => withoutOwner ?? this;

    /// <summary>Cached sets; see <see cref="AccessSets"/>.</summary>
    internal Bounds? Access { get; set; }

    internal Bounds? Visibility { get; set; }

    private static ImmutableArray<ListedPolicy> Merge(
        ImmutableArray<ListedPolicy> left,
        ImmutableArray<ListedPolicy> right
    )
    {
        var merged = new ListedPolicy[left.Length + right.Length];
        var (l, r) = (0, 0);
        for (var at = 0; at < merged.Length; at++)
        {
            merged[at] =
                r == right.Length || (l < left.Length && left[l].Packed < right[r].Packed) ? left[l++] : right[r++];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(merged);
    }
}

/// <summary>A set known only between two bounds; the same object twice where it is certain.</summary>
internal sealed record Bounds(PrincipalSet Sure, PrincipalSet Possible)
{
    internal bool IsCertain => ReferenceEquals(Sure, Possible);

    internal static Bounds Of(PrincipalSet sure, PrincipalSet possible) =>
        new(sure, sure.Equals(possible) ? sure : possible);
}

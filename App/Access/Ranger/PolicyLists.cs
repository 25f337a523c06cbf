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

/// <summary>The policies that speak on a resource, in order. Resources with the same list (and owner, where it matters) share their sets.</summary>
internal sealed class PolicyList(int number, ImmutableArray<ListedPolicy> policies, int owner, PolicyList? withoutOwner)
{
    internal int Number { get; } = number;

    internal ImmutableArray<ListedPolicy> Policies { get; } = policies;

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
}

/// <summary>A set known only between two bounds; the same object twice where it is certain.</summary>
internal sealed record Bounds(PrincipalSet Sure, PrincipalSet Possible)
{
    internal bool IsCertain => ReferenceEquals(Sure, Possible);
}

/// <summary>Gives every distinct list of policies one number. Used while an index is built, by one thread.</summary>
internal sealed class PolicyListTable
{
    private readonly Dictionary<long[], int> _numbers = new(new Content());
    private readonly Dictionary<long[], int>.AlternateLookup<ReadOnlySpan<long>> _lookup;
    private readonly Dictionary<PrincipalSet, int> _filterNumbers = [];
    private readonly List<PrincipalSet> _filters = [];
    private readonly List<PolicyList> _lists = [];
    private readonly List<long> _key = [];

    internal PolicyListTable(AccountDirectory accounts)
    {
        _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<long>>();
        FilterOf(accounts.All);
    }

    internal ImmutableArray<PolicyList> Lists => [.. _lists];

    internal ImmutableArray<PrincipalSet> Filters => [.. _filters];

    internal int FilterOf(PrincipalSet accounts)
    {
        if (_filterNumbers.TryGetValue(accounts, out var number))
        {
            return number;
        }

        _filterNumbers.Add(accounts, _filters.Count);
        _filters.Add(accounts);
        return _filters.Count - 1;
    }

    /// <param name="packed">In any order, repetitions allowed.</param>
    internal int NumberOf(List<long> packed, int owner)
    {
        packed.Sort();
        _key.Clear();
        _key.Add(owner);
        foreach (var policy in packed)
        {
            if (_key.Count == 1 || _key[^1] != policy)
            {
                _key.Add(policy);
            }
        }

        var key = CollectionsMarshal.AsSpan(_key);
        if (!_lookup.TryGetValue(key, out var number))
        {
            number = Add(key, owner);
        }

        return number;
    }

    private int Add(ReadOnlySpan<long> key, int owner)
    {
        PolicyList? withoutOwner = null;
        if (owner >= 0)
        {
            long[] ownerless = [-1, .. key[1..]];
            withoutOwner = _lists[_lookup.TryGetValue(ownerless, out var known) ? known : Add(ownerless, -1)];
        }

        var number = _lists.Count;
        var policies = withoutOwner?.Policies ?? [.. key[1..].ToArray().Select(ListedPolicy.Unpack)];
        _lookup[key] = number;
        _lists.Add(new(number, policies, owner, withoutOwner));
        return number;
    }

    private sealed class Content : IEqualityComparer<long[]>, IAlternateEqualityComparer<ReadOnlySpan<long>, long[]>
    {
        public bool Equals(long[]? x, long[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<long> alternate, long[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(long[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<long> alternate)
        {
            var hash = new HashCode();
            foreach (var number in alternate)
            {
                hash.Add(number);
            }

            return hash.ToHashCode();
        }

        public long[] Create(ReadOnlySpan<long> alternate) => alternate.ToArray();
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Gives every distinct list of policies one number, however it is divided between a base and what is added. Used while an index is
/// built, by one thread at a time.
/// </summary>
internal sealed class PolicyListTable
{
    private readonly Dictionary<(ulong Content, int Owner), int> _numbers = [];
    private readonly Dictionary<PrincipalSet, int> _filterNumbers = [];
    private readonly List<PrincipalSet> _filters = [];
    private readonly List<PolicyList> _lists = [];
    private readonly List<ulong> _contents = []; // of each list, see ContentOf
    private readonly List<long> _distinct = [];

    internal PolicyListTable(AccountDirectory accounts) => FilterOf(accounts.All);

    internal ImmutableArray<PolicyList> Lists => [.. _lists];

    internal ImmutableArray<PrincipalSet> Filters => [.. _filters];

    /// <summary>How many lists there are.</summary>
    internal int Count => _lists.Count;

    /// <summary>Makes room for so many lists at once.</summary>
    internal void Expect(int lists)
    {
        _numbers.EnsureCapacity(lists);
        _contents.EnsureCapacity(lists);
        _lists.EnsureCapacity(lists);
    }

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

    /// <summary>Takes in the lists of another part of the catalogue.</summary>
    /// <returns>By number there, their number here.</returns>
    internal int[] Absorb(PolicyListTable other)
    {
        var filters = other._filters.ConvertAll(FilterOf);
        var isRenumbering = filters.Where((filter, number) => filter != number).Any();
        var numbers = new int[other._lists.Count];
        var packed = new List<long>();
        foreach (var list in other._lists)
        {
            packed.Clear();
            foreach (var listed in list.Own)
            {
                packed.Add((listed with { Filter = filters[listed.Filter] }).Packed);
            }

            // What stands on a base comes after it, and a list without its owner before the one with.
            var basis = list.Base is null ? null : _lists[numbers[list.Base.Number]];
            numbers[list.Number] =
                list is { Base: null, Owner: < 0 } && packed.Count > 0 ? BaseOf(packed)!.Number
                : isRenumbering ? NumberOf(basis, packed, list.Owner)
                : NumberOf(basis, CollectionsMarshal.AsSpan(packed), list.Owner, list.Own);
        }

        return numbers;
    }

    /// <param name="basis">The policies that the list stands on, as found by <see cref="BaseOf"/>; null for none.</param>
    /// <param name="packed">What it adds, in any order, repetitions allowed, also of what the base holds. Sorted on return.</param>
    internal int NumberOf(PolicyList? basis, List<long> packed, int owner)
    {
        packed.Sort();
        _distinct.Clear();
        var held = basis is null ? [] : basis.Own.AsSpan();
        foreach (var policy in packed)
        {
            while (!held.IsEmpty && held[0].Packed < policy)
            {
                held = held[1..];
            }

            var isNew = _distinct.Count == 0 || _distinct[^1] != policy;
            if (isNew && (held.IsEmpty || held[0].Packed != policy))
            {
                _distinct.Add(policy);
            }
        }

        return basis is not null && _distinct.Count == 0 && owner < 0
            ? basis.Number
            : NumberOf(basis, CollectionsMarshal.AsSpan(_distinct), owner);
    }

    /// <summary>The list of what speaks on every table of a database; null where nothing does.</summary>
    /// <param name="packed">In any order, repetitions allowed. Sorted on return.</param>
    internal PolicyList? BaseOf(List<long> packed)
    {
        if (packed.Count == 0)
        {
            return null;
        }

        var number = NumberOf(null, packed, -1);
        if (_lists[number].Base is not null)
        {
            // Some table's list happens to hold the same. Nothing stands on that one yet, so it can become a base.
            _lists[number] = new(number, null, _lists[number].Policies, -1, null);
        }

        return _lists[number];
    }

    /// <param name="own">Sorted, distinct, none of it in the base.</param>
    /// <param name="unpacked">The same unpacked, where somebody has it; else default.</param>
    private int NumberOf(
        PolicyList? basis,
        ReadOnlySpan<long> own,
        int owner,
        ImmutableArray<ListedPolicy> unpacked = default
    )
    {
        // Two lists of the same content are one, also where one of them found its policies by the database and the other by its tables.
        var content = (basis is null ? 0 : _contents[basis.Number]) + ContentOf(own);
        for (; _numbers.TryGetValue((content, owner), out var known); content++)
        {
            if (IsSame(_lists[known], basis, own))
            {
                return known;
            }
        }

        var withoutOwner = owner < 0 ? null : _lists[NumberOf(basis, own, -1, unpacked)];
        var number = _lists.Count;
        _numbers.Add((content, owner), number);
        _contents.Add(content);
        _lists.Add(
            withoutOwner is null
                ? new(number, basis, unpacked.IsDefault ? Unpack(own) : unpacked, -1, null)
                : new(number, withoutOwner.Base, withoutOwner.Own, owner, withoutOwner)
        );
        return number;
    }

    private static bool IsSame(PolicyList list, PolicyList? basis, ReadOnlySpan<long> own) =>
        ReferenceEquals(list.Base, basis)
            ? IsSame(list.Own, own)
            : list.Policies.AsSpan().SequenceEqual(new PolicyList(-1, basis, Unpack(own), -1, null).Policies.AsSpan());

    private static bool IsSame(ImmutableArray<ListedPolicy> list, ReadOnlySpan<long> own)
    {
        if (list.Length != own.Length)
        {
            return false;
        }

        for (var at = 0; at < own.Length; at++)
        {
            if (list[at].Packed != own[at])
            {
                return false;
            }
        }

        return true;
    }

    private static ImmutableArray<ListedPolicy> Unpack(ReadOnlySpan<long> packed)
    {
        var policies = new ListedPolicy[packed.Length];
        for (var at = 0; at < packed.Length; at++)
        {
            policies[at] = ListedPolicy.Unpack(packed[at]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(policies);
    }

    // A sum, so that a base and what is added to it need no merging to be recognised. Mixed as in SplitMix64.
    private static ulong ContentOf(ReadOnlySpan<long> packed)
    {
        var content = 0UL;
        foreach (var policy in packed)
        {
            var mixed = (ulong)policy + 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            content += mixed ^ (mixed >> 31);
        }

        return content;
    }
}

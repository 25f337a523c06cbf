using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>One policy that is, or may be, in force.</summary>
/// <param name="IsInDoubt">Its schedules do not say whether it is in force.</param>
/// <param name="IsUncertain">They do not, or a condition of the policy cannot be known.</param>
internal readonly record struct PolicyInForce(Policy Policy, bool IsInDoubt, bool IsUncertain);

/// <summary>The access policies in force at an instant, in the order in which the engine asks them.</summary>
internal static class PolicyOrder
{
    /// <summary>By priority, highest first; then those that hold denies; then by name (ordinal), id, and place in the facts.</summary>
    internal static PolicyInForce[] Of(EstateFacts facts, KnownConditions conditions)
    {
        var inForce = new List<PolicyInForce>(facts.Policies.Length);
        foreach (var policy in facts.Policies)
        {
            if (policy is not { IsEnabled: true, Type: PolicyType.Access })
            {
                continue;
            }

            var validity = Validity.At(policy.Schedules, facts.At);
            if (validity != Certainty.No)
            {
                var isInDoubt = validity == Certainty.Unknown;
                inForce.Add(new(policy, isInDoubt, isInDoubt || conditions.IsOpen(policy)));
            }
        }

        // Few policies override or deny: most stand in one block, and that is usually sorted by name and id as it comes.
        var ordered = new List<PolicyInForce>(inForce.Count);
        foreach (
            var block in inForce
                .GroupBy(found => (found.Policy.Priority, IsLater: IsAllowing(found.Policy)))
                .OrderByDescending(block => block.Key.Priority)
                .ThenBy(block => block.Key.IsLater)
        )
        {
            ordered.AddRange(Sorted([.. block]));
        }

        return [.. ordered];
    }

    private static bool IsAllowing(Policy policy) => policy.DenyItems.IsEmpty && !policy.IsDenyAllElse;

    private static PolicyInForce[] Sorted(PolicyInForce[] block)
    {
        for (var i = 1; i < block.Length; i++)
        {
            if (Compare(block[i - 1].Policy, block[i].Policy) > 0)
            {
                return SortedByName(block);
            }
        }

        return block;
    }

    // Names mostly begin alike and differ soon after: numbers made of what follows are sorted, and names compared only where those are equal.
    private static PolicyInForce[] SortedByName(PolicyInForce[] block)
    {
        var alike = block[0].Policy.Name.AsSpan();
        foreach (var found in block)
        {
            alike = alike[..alike.CommonPrefixLength(found.Policy.Name)];
        }

        var from = alike.Length;
        var isNarrow = Array.TrueForAll(
            block,
            found => !found.Policy.Name.AsSpan(from).ContainsAnyExceptInRange('\0', '\u00ff')
        );
        var keys = new ulong[block.Length];
        var places = new int[block.Length];
        for (var place = 0; place < block.Length; place++)
        {
            keys[place] = KeyOf(block[place].Policy.Name.AsSpan(from), isNarrow ? 8 : 16);
            places[place] = place;
        }

        Array.Sort(keys, places);

        // Equal names and ids stay in the facts' order.
        Comparison<int> byAll = (left, right) =>
            Compare(block[left].Policy, block[right].Policy) is var order and not 0 ? order : left.CompareTo(right);
        for (int first = 0, to; first < keys.Length; first = to)
        {
            for (to = first + 1; to < keys.Length && keys[to] == keys[first]; to++) { }

            if (to > first + 1)
            {
                places.AsSpan(first..to).Sort(byAll);
            }
        }

        return Array.ConvertAll(places, place => block[place]);
    }

    // As many first characters as there is room for, the first one highest; a text that ends before is not more than one that goes on.
    private static ulong KeyOf(ReadOnlySpan<char> text, int bits)
    {
        var key = 0UL;
        for (var at = 0; at < 64 / bits; at++)
        {
            key = (key << bits) | (at < text.Length ? text[at] : 0UL);
        }

        return key;
    }

    private static int Compare(Policy left, Policy right)
    {
        var byName = string.CompareOrdinal(left.Name, right.Name);
        return byName != 0 ? byName : left.Id.CompareTo(right.Id);
    }
}

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

    private static IEnumerable<PolicyInForce> Sorted(PolicyInForce[] block)
    {
        for (var i = 1; i < block.Length; i++)
        {
            if (Compare(block[i - 1].Policy, block[i].Policy) > 0)
            {
                return block
                    .OrderBy(found => found.Policy.Name, StringComparer.Ordinal)
                    .ThenBy(found => found.Policy.Id);
            }
        }

        return block;
    }

    private static int Compare(Policy left, Policy right)
    {
        var byName = string.CompareOrdinal(left.Name, right.Name);
        return byName != 0 ? byName : left.Id.CompareTo(right.Id);
    }
}

using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>
/// The policies in force, each followed by its variants where the tags of what is asked for decide its conditions. The policy itself stands
/// for tags that were not foreseen: there its conditions are unknown.
/// </summary>
internal sealed class ContextualPolicies
{
    private readonly HashSet<int> _variants = [];

    internal ContextualPolicies(PolicyInForce[] ordered, KnownConditions conditions)
    {
        if (!conditions.HasContextual)
        {
            InForce = ordered;
            return;
        }

        var inForce = new List<PolicyInForce>();
        foreach (var found in ordered)
        {
            var at = inForce.Count;
            inForce.Add(found);
            if (conditions.IsContextual(found.Policy))
            {
                Add(at, found, conditions, inForce);
            }
        }

        InForce = [.. inForce];
    }

    internal PolicyInForce[] InForce { get; }

    /// <summary>By the policy's place: the places of its variants, by the key of the tags.</summary>
    internal Dictionary<int, Dictionary<string, int>> ByContext { get; } = [];

    internal bool IsVariant(int ordinal) => _variants.Contains(ordinal);

    private void Add(int at, PolicyInForce found, KnownConditions conditions, List<PolicyInForce> inForce)
    {
        var places = new Dictionary<Policy, int>(ReferenceEqualityComparer.Instance);
        var byContext = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, policy) in conditions.Variants(found.Policy))
        {
            if (!places.TryGetValue(policy, out var place))
            {
                places.Add(policy, place = inForce.Count);
                _variants.Add(place);
                inForce.Add(new(policy, found.IsInDoubt, found.IsInDoubt || conditions.IsOpen(policy)));
            }

            byContext[key] = place;
        }

        ByContext.Add(at, byContext);
    }
}

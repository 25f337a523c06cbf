using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>
/// Policies whose items were edited, kept beside the facts until somebody asks for the whole list: an estate has tens of thousands of
/// policies, and a trial edits one.
/// </summary>
internal sealed class EditedPolicies(FactsLookup lookup)
{
    private readonly Dictionary<int, Policy> _edited = []; // by place

    /// <summary>The policy's place in the facts; -1 where it has none.</summary>
    internal int Find(EstateFacts facts, long id) => lookup.FindPolicy(facts, id);

    /// <summary>The policy at the place, as edited.</summary>
    internal Policy At(EstateFacts facts, int place) =>
        _edited.TryGetValue(place, out var policy) ? policy : facts.Policies[place];

    /// <summary>The same policy with other items.</summary>
    internal void Put(int place, Policy policy) => _edited[place] = policy;

    /// <summary>The facts with the policies as edited.</summary>
    internal EstateFacts WriteTo(EstateFacts facts)
    {
        if (_edited.Count == 0)
        {
            return facts;
        }

        var policies = facts.Policies.ToBuilder();
        foreach (var (place, policy) in _edited)
        {
            policies[place] = policy;
        }

        _edited.Clear();
        return facts with { Policies = policies.MoveToImmutable() };
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>What was decided, and by which policy; no effect where no policy has an opinion.</summary>
internal readonly record struct Ruling(Effect? Effect, PreparedPolicy? Policy)
{
    internal static Ruling None { get; }
}

/// <summary>
/// Combines policies for named access types (semantics, section 8): the highest priority that has any opinion wins, inside it a denial
/// beats an allowance. Several types are combined by groups (section 9).
/// </summary>
internal static class ConcreteRule
{
    internal static Ruling Decide(AccessRequest request, IReadOnlyList<Candidate> candidates, Bound bound)
    {
        var types = request.AllAccessTypes.IsDefaultOrEmpty ? [request.AccessType] : request.AllAccessTypes;
        var groups = request.AccessTypeGroups.IsDefaultOrEmpty ? [types] : request.AccessTypeGroups;
        var rulings = types
            .Concat(groups.SelectMany(group => group))
            .Distinct()
            .ToDictionary(type => type, type => OnType(type.ToLowerInvariant(), candidates, bound));
        var allowed = Ruling.None;
        var isOpen = false;
        foreach (var group in groups)
        {
            var ruling = OnGroup(group, rulings);
            switch (ruling.Effect)
            {
                case Effect.Deny:
                    return ruling;
                case Effect.Allow:
                    allowed = allowed.Effect is null ? ruling : allowed;
                    break;
                default:
                    isOpen |= !group.All(request.IgnoredUnlessDenied.Contains);
                    break;
            }
        }

        return isOpen ? Ruling.None
            : allowed.Effect is null ? new(Effect.Allow, null)
            : allowed;
    }

    // Any allowed member satisfies the group; it is denied once all its members are.
    private static Ruling OnGroup(ImmutableArray<string> group, Dictionary<string, Ruling> rulings)
    {
        var all = group.Select(type => rulings[type]).ToArray();
        return Array.Find(all, ruling => ruling.Effect == Effect.Allow) is { Effect: not null } allowed ? allowed
            : all.Length > 0 && Array.TrueForAll(all, ruling => ruling.Effect == Effect.Deny) ? all[0]
            : Ruling.None;
    }

    private static Ruling OnType(string type, IReadOnlyList<Candidate> candidates, Bound bound)
    {
        var best = Ruling.None;
        var priority = int.MinValue;
        foreach (var candidate in candidates)
        {
            if (
                candidate.Priority >= priority
                && candidate.On(type, bound) is { } effect
                && (candidate.Priority > priority || (effect == Effect.Deny && best.Effect == Effect.Allow))
            )
            {
                best = new(effect, candidate.Policy);
                priority = candidate.Priority;
            }
        }

        return best;
    }
}

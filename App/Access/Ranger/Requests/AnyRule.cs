using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>
/// Combines policies for visibility, <c>_any</c> (semantics, section 9): one policy after the other, in the peer's order, tags first.
/// Order matters here, as it does for the peer: a later allowance replaces an earlier denial of the same priority.
/// </summary>
internal sealed class AnyRule
{
    private readonly ImmutableArray<string> _types;
    private readonly bool _ignoresDescendantDeny;
    private readonly Bound _bound;
    private readonly Dictionary<string, (Effect Effect, int Priority, PreparedPolicy Policy)> _byType = new(
        StringComparer.Ordinal
    );
    private Ruling _ruling = Ruling.None;
    private int _priority = int.MinValue;
    private bool _isFinal;

    private AnyRule(AccessRequest request, ImmutableArray<string> types, Bound bound)
    {
        _types = types;
        _ignoresDescendantDeny = request.IgnoresDescendantDeny;
        _bound = bound;
    }

    /// <param name="types">Every access type of the service.</param>
    /// <param name="hasResourcePolicies">Where the service has none in the zone, what the tags say stands.</param>
    internal static Ruling Decide(
        AccessRequest request,
        ImmutableArray<string> types,
        IReadOnlyList<Candidate> candidates,
        bool hasResourcePolicies,
        Bound bound
    )
    {
        var rule = new AnyRule(request, types, bound);
        foreach (var candidate in InOrder(candidates.Where(candidate => candidate.IsByTag)))
        {
            rule.Ask(candidate);
        }

        var byTags = rule._ruling;
        if (!hasResourcePolicies)
        {
            return byTags;
        }

        rule._isFinal = false;
        foreach (var candidate in candidates.Where(candidate => !candidate.IsByTag))
        {
            // A tag's denial yields to higher priorities only, an allowance to the same one too.
            rule._isFinal |=
                byTags.Effect == Effect.Deny
                    ? rule._priority >= candidate.Priority
                    : rule._ruling.Effect == Effect.Allow && rule._priority > candidate.Priority;
            rule.Ask(candidate);
        }

        return rule._ruling;
    }

    // Several tags on one resource: the peer asks policy by policy, not tag by tag.
    private static IEnumerable<Candidate> InOrder(IEnumerable<Candidate> byTag) =>
        byTag
            .OrderByDescending(candidate => candidate.Priority)
            .ThenBy(candidate => !candidate.Policy.HasDeny)
            .ThenBy(candidate => candidate.Policy.Source.Name, StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Policy.Source.Id);

    private void Ask(Candidate candidate)
    {
        if (_isFinal)
        {
            return;
        }

        foreach (var type in _types)
        {
            if (candidate.On(type, _bound) is not { } effect)
            {
                continue;
            }

            if (
                !_byType.TryGetValue(type, out var before)
                || candidate.Priority > before.Priority
                || (candidate.Priority == before.Priority && effect != before.Effect)
            )
            {
                _byType[type] = (effect, candidate.Priority, candidate.Policy);
            }

            // An effect that a higher priority overrides for this type leaves the other types to look at.
            if (effect == (_ignoresDescendantDeny ? Effect.Allow : Effect.Deny) && _byType[type].Effect == effect)
            {
                break;
            }
        }

        if (Composite() is { } composite)
        {
            _ruling = new(composite.Effect, composite.Policy);
            _priority = composite.Priority;
        }

        // At worst a policy that may not be in force does not end the walk.
        var isPresent = _bound == Bound.Best || candidate.Speaks == Certainty.Yes;
        _isFinal |=
            _ruling.Effect == Effect.Deny || (_ruling.Effect == Effect.Allow && isPresent && !candidate.Policy.HasDeny);
    }

    private (Effect Effect, int Priority, PreparedPolicy Policy)? Composite()
    {
        // Normally one allowed type is enough; where denials from below count, every type has to be.
        var decisive = _ignoresDescendantDeny ? Effect.Allow : Effect.Deny;
        var decided = _types.Where(_byType.ContainsKey).Select(type => _byType[type]).ToArray();
        foreach (var ruling in decided)
        {
            if (ruling.Effect == decisive)
            {
                return ruling;
            }
        }

        return decided.Length == _types.Length && decided.Length > 0 ? decided[0] : null;
    }
}

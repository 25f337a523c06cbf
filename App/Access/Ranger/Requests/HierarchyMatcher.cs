using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>How a policy's resource lies to the requested one; uncertain where an expression in it cannot be evaluated.</summary>
internal readonly record struct HierarchyMatch(MatchKind Kind, bool IsUncertain = false);

/// <summary>One resource of a policy, zone or tagged thing against requests, over any service's levels (semantics, section 5).</summary>
internal sealed class HierarchyMatcher
{
    private readonly Hierarchies _hierarchies;
    private readonly ImmutableSortedDictionary<string, ResourceValues> _levels;
    private readonly Dictionary<string, ElementMatcher> _matchers = new(StringComparer.Ordinal);
    private readonly ImmutableArray<LevelDefinition> _only;

    internal HierarchyMatcher(Hierarchies hierarchies, PolicyResource resource)
    {
        _hierarchies = hierarchies;
        _levels = resource.Levels;
        var holding = hierarchies.Holding(_levels.Keys).ToArray();
        var filled = holding.Where(hierarchy => Hierarchies.IsFilledBy(hierarchy, _levels.ContainsKey)).ToArray();
        _only = filled.Length == 1 ? filled[0] : default;
        IsUsable = filled.Length > 0;
        foreach (var level in IsUsable ? holding.SelectMany(hierarchy => hierarchy) : [])
        {
            if (_levels.TryGetValue(level.Name, out var written))
            {
                _matchers.TryAdd(level.Name, new(level, written));
            }
        }
    }

    /// <summary>False where the levels fill no hierarchy from its root down: such a resource never matches (semantics 5.1).</summary>
    internal bool IsUsable { get; }

    internal HierarchyMatch Match(
        AccessResource requested,
        Substitutions substitutions,
        ImmutableSortedDictionary<string, ElementScope>? scopes = null
    )
    {
        var asked = requested.Levels;
        if (_levels.IsEmpty)
        {
            return new(asked.IsEmpty ? MatchKind.Self : MatchKind.None);
        }

        if (!IsUsable || HierarchyFor(asked) is not { IsDefault: false } hierarchy)
        {
            return new(MatchKind.None);
        }

        var isUncertain = false;
        var kind = asked.IsEmpty ? MatchKind.Self : MatchKind.None;
        foreach (var level in hierarchy)
        {
            var value = asked.GetValueOrDefault(level.Name);
            if (!_matchers.TryGetValue(level.Name, out var matcher))
            {
                kind = value is null ? kind : MatchKind.Ancestor;
                break;
            }

            if (value is null && !matcher.IsMatchAny)
            {
                continue;
            }

            var scope = scopes?.GetValueOrDefault(level.Name) ?? ElementScope.Self;
            if (matcher.Match(value, scope, substitutions, ref isUncertain) == ElementMatch.None)
            {
                return new(MatchKind.None);
            }

            kind = MatchKind.Self;
        }

        return new(kind == MatchKind.Self && asked.Count < _levels.Count ? Deeper(asked.Count) : kind, isUncertain);

        MatchKind Deeper(int depth) =>
            hierarchy.Skip(depth).All(level => _matchers.GetValueOrDefault(level.Name)?.IsMatchAny ?? true)
                ? MatchKind.SelfAndAllDescendants
                : MatchKind.Descendant;
    }

    /// <summary>Whether another policy's resource lies within this one: value by value, in the way of the peer's policy search.</summary>
    internal MatchKind MatchPolicy(PolicyResource other, Substitutions substitutions)
    {
        var hierarchy = _hierarchies.Holding(other.Levels.Keys).OrderBy(levels => levels.Length).FirstOrDefault();
        if (hierarchy.IsDefault)
        {
            return MatchKind.None;
        }

        var asked = AccessResource.Empty;
        var kind = MatchKind.None;
        var isSkipped = false;
        foreach (var level in hierarchy)
        {
            if (other.Levels.GetValueOrDefault(level.Name) is not { Values.Length: > 0 } values)
            {
                isSkipped = true;
                continue;
            }

            if (isSkipped)
            {
                return MatchKind.None;
            }

            kind = MatchKind.None;
            foreach (var value in values.Values)
            {
                asked = asked with { Levels = asked.Levels.SetItem(level.Name, AccessResource.One(value)) };
                kind = Match(asked, substitutions).Kind;
                if (kind != MatchKind.None)
                {
                    break;
                }
            }

            if (kind == MatchKind.None)
            {
                return kind;
            }
        }

        return kind;
    }

    /// <summary>Whether the resource lies within this one on every level, as delegated administration asks.</summary>
    internal bool Covers(AccessResource requested, Substitutions substitutions, ImmutableArray<LevelDefinition> levels)
    {
        if (!IsUsable || !requested.Levels.Keys.All(_levels.ContainsKey))
        {
            return false;
        }

        var isUncertain = false;
        return levels.All(level =>
            _matchers.TryGetValue(level.Name, out var matcher)
                ? requested.Levels.GetValueOrDefault(level.Name) is { } value
                    ? matcher.Match(value, ElementScope.Self, substitutions, ref isUncertain) != ElementMatch.None
                    : matcher.IsMatchAny
                : !requested.Levels.ContainsKey(level.Name)
        );
    }

    private ImmutableArray<LevelDefinition> HierarchyFor(ImmutableSortedDictionary<string, RequestedValues> asked)
    {
        if (asked.IsEmpty)
        {
            return _only.IsDefault ? Shortest(_levels.Keys) : _only;
        }

        var hierarchy = !_only.IsDefault
            ? asked.Keys.All(name => _only.Any(level => level.Name == name))
                ? _only
                : default
            : asked.Keys.All(_levels.ContainsKey)
                ? Shortest(_levels.Keys)
                : _levels.Keys.All(asked.ContainsKey)
                    ? Shortest(asked.Keys)
                    : default;
        return !hierarchy.IsDefault && Hierarchies.IsFilledBy(hierarchy, asked.ContainsKey) ? hierarchy : default;
    }

    private ImmutableArray<LevelDefinition> Shortest(IEnumerable<string> levels) =>
        _hierarchies.Holding(levels).OrderBy(hierarchy => hierarchy.Length).FirstOrDefault();
}

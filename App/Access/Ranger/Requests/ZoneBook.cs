using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>Which security zones a requested resource lies in (semantics, section 11).</summary>
internal sealed class ZoneBook
{
    private readonly ImmutableArray<(SecurityZone Zone, ImmutableArray<HierarchyMatcher> Resources)> _zones;

    internal ZoneBook(
        ImmutableArray<SecurityZone> zones,
        ImmutableArray<LevelDefinition> levels,
        Hierarchies hierarchies
    )
    {
        var recursive = levels.Where(level => level.IsRecursive).Select(level => level.Name).ToHashSet();
        _zones =
        [
            .. zones.Select(zone =>
                (
                    zone,
                    zone.Resources.Select(resource => new HierarchyMatcher(hierarchies, Reaching(resource)))
                        .ToImmutableArray()
                )
            ),
        ];

        PolicyResource Reaching(PolicyResource resource) =>
            new(
                resource.Levels.ToImmutableSortedDictionary(
                    level => level.Key,
                    level => level.Value with { IsRecursive = recursive.Contains(level.Key) },
                    StringComparer.Ordinal
                )
            );
    }

    internal IEnumerable<string> Names => _zones.Select(zone => zone.Zone.Name);

    /// <summary>Whose policies are tried, in turn until one allows; null stands for the unzoned ones. At least one.</summary>
    internal ImmutableArray<string?> ScopesFor(AccessRequest request)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var isAlsoUnzoned = false;
        foreach (var (zone, resources) in _zones)
        {
            foreach (var resource in resources)
            {
                var match = resource.Match(request.Resource, Substitutions.None).Kind;
                isAlsoUnzoned |= match == MatchKind.Descendant;
                if (match != MatchKind.None)
                {
                    names.Add(zone.Name);
                }
            }
        }

        ImmutableArray<string?> scopes = isAlsoUnzoned ? [.. names, null] : [.. names];
        return scopes.Length == 1 || (scopes.Length > 1 && request.IsAny) ? scopes : [null];
    }

    /// <summary>Which zone's tag policies go with a zone's resource policies.</summary>
    internal string? TagScopeOf(string? zone) =>
        zone is not null && _zones.Any(entry => entry.Zone.Name == zone && entry.Zone.HasTagService) ? zone : null;
}

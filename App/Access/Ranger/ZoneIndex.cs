using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>Whose policies count for a resource: one zone's, or the unzoned ones (null) (semantics, section 11).</summary>
/// <param name="Access">For a concrete access.</param>
/// <param name="Visibility">For visibility: each is tried until one allows.</param>
internal sealed record ZoneScope(string? Access, ImmutableArray<string?> Visibility)
{
    internal static ZoneScope Unzoned { get; } = new(null, [null]);
}

/// <summary>Which security zones a resource lies in.</summary>
internal sealed class ZoneIndex
{
    private readonly ImmutableArray<(SecurityZone Zone, ImmutableArray<ResourceMatcher> Resources)> _zones;

    internal ZoneIndex(ImmutableArray<SecurityZone> zones, AccountDirectory accounts)
    {
        _zones =
        [
            .. zones.Select(zone =>
                (
                    zone,
                    zone.Resources.Select(resource => ResourceMatcher.Create(resource, accounts))
                        .OfType<ResourceMatcher>()
                        .ToImmutableArray()
                )
            ),
        ];
    }

    internal bool IsEmpty => _zones.IsEmpty;

    internal ZoneScope ScopeOf(ResourceName requested)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var isAlsoUnzoned = false;
        foreach (var (zone, resources) in _zones)
        {
            foreach (
                var match in resources
                    .Select(resource => resource.Match(requested, null).Type)
                    .Where(match => match != MatchKind.None)
            )
            {
                names.Add(zone.Name);
                isAlsoUnzoned |= match == MatchKind.Descendant;
            }
        }

        if (names.Count == 0)
        {
            return ZoneScope.Unzoned;
        }

        ImmutableArray<string?> visibility = isAlsoUnzoned ? [.. names, null] : [.. names];
        return new(visibility.Length == 1 ? visibility[0] : null, visibility);
    }

    /// <summary>Whether the policy counts inside the zone (null: outside of any).</summary>
    internal bool Counts(CompiledPolicy policy, string? zone) => Counts(policy.Zone, policy.Source.IsTagPolicy, zone);

    internal bool Counts(string? policyZone, bool isTagPolicy, string? zone) =>
        policyZone == (isTagPolicy && !HasTagService(zone) ? null : zone);

    private bool HasTagService(string? zone) =>
        zone is not null && _zones.Any(entry => entry.Zone.Name == zone && entry.Zone.HasTagService);
}

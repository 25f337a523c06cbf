using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>The service's access types, and what an item's accesses come to once expanded one level (semantics 2.4, 2.5, 2.7).</summary>
internal sealed class AccessTypes
{
    private const string Component = "hive:";

    // The category of each type in Ranger's shipped Hive definition; markers stand for all types of one category.
    private static readonly FrozenDictionary<string, string[]> s_markers = new Dictionary<string, string[]>
    {
        ["_create"] = ["create", "alter"],
        ["_read"] = ["select", "read"],
        ["_update"] = ["update", "write"],
        ["_delete"] = ["drop"],
        ["_manage"] = ["index", "lock", "repladmin", "serviceadmin", "tempudfadmin", "refresh"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, string[]> _implied;
    private readonly ConcurrentDictionary<(ItemAccesses.Written, bool), ItemAccesses> _known = [];

    internal AccessTypes(ImmutableArray<AccessType> types)
    {
        All = [.. types.Select(type => type.Name.ToLowerInvariant()).Distinct()];
        _implied = [];
        foreach (var type in types)
        {
            _implied[type.Name.ToLowerInvariant()] = [.. type.Implied.Select(implied => implied.ToLowerInvariant())];
        }
    }

    /// <summary>Lower-cased, in the definition's order.</summary>
    internal ImmutableArray<string> All { get; }

    /// <summary>A bit for each type (at most 64).</summary>
    internal ulong Mask => All.Length >= 64 ? ulong.MaxValue : (1UL << All.Length) - 1;

    /// <summary>As <see cref="Expand"/>: items that write the same accesses share one object.</summary>
    internal ItemAccesses Of(ImmutableArray<ItemAccess> accesses, bool isTagPolicy)
    {
        var key = (new ItemAccesses.Written(accesses), isTagPolicy);
        return _known.TryGetValue(key, out var known)
            ? known
            : _known.GetOrAdd(key, new ItemAccesses(Expand(accesses, isTagPolicy), All));
    }

    /// <summary>What the accesses of one item grant (or deny), lower-cased. Inert entries and other components' are left out.</summary>
    internal FrozenSet<string> Expand(ImmutableArray<ItemAccess> accesses, bool isTagPolicy)
    {
        var expanded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var access in accesses.Where(access => access.IsAllowed))
        {
            if (NameOf(access.Type.ToLowerInvariant(), isTagPolicy) is not { } name)
            {
                continue;
            }

            if (name == "_all")
            {
                expanded.UnionWith(All);
            }

            foreach (var type in s_markers.GetValueOrDefault(name) is { } marked ? marked.Intersect(All) : [name])
            {
                expanded.Add(type);
                expanded.UnionWith(_implied.GetValueOrDefault(type) ?? []);
            }
        }

        return expanded.ToFrozenSet(StringComparer.Ordinal);
    }

    private static string? NameOf(string type, bool isTagPolicy) =>
        !isTagPolicy || type == "_all" || s_markers.ContainsKey(type) ? type
        : type.StartsWith(Component, StringComparison.Ordinal) ? type[Component.Length..]
        : null;
}

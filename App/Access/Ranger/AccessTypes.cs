using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>The service's access types, and what an item's accesses come to once expanded one level (semantics 2.4, 2.5, 2.7).</summary>
internal sealed class AccessTypes
{
    private const string AllMarker = "_all";

    // The category of each type in Ranger's shipped Hive definition; used where the service's own definition names none.
    private static readonly FrozenDictionary<string, string> s_hiveCategories = new Dictionary<string, string>
    {
        ["select"] = "read",
        ["read"] = "read",
        ["update"] = "update",
        ["write"] = "update",
        ["create"] = "create",
        ["alter"] = "create",
        ["drop"] = "delete",
        ["index"] = "manage",
        ["lock"] = "manage",
        ["repladmin"] = "manage",
        ["serviceadmin"] = "manage",
        ["tempudfadmin"] = "manage",
        ["refresh"] = "manage",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_categories = ["create", "read", "update", "delete", "manage"];

    private readonly string _prefix;
    private readonly Dictionary<string, string[]> _implied = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _markers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(ItemAccesses.Written, bool), ItemAccesses> _known = [];

    /// <param name="component">Tag policies write its types with its name before them, as in <c>hive:select</c>.</param>
    internal AccessTypes(ImmutableArray<AccessType> types, string component = "hive")
    {
        _prefix = component + ":";
        All = [.. types.Select(type => type.Name.ToLowerInvariant()).Distinct()];
        foreach (var type in types)
        {
            _implied[type.Name.ToLowerInvariant()] = [.. type.Implied.Select(implied => implied.ToLowerInvariant())];
        }

        var hasCategories = types.Any(type => type.Category is not null);
        foreach (var category in s_categories)
        {
            _markers["_" + category] =
            [
                .. types
                    .Where(type => category == CategoryOf(type, hasCategories))
                    .Select(type => type.Name.ToLowerInvariant()),
            ];
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
            if (NameOf(access.Type, isTagPolicy) is not { } name)
            {
                continue;
            }

            if (name == AllMarker)
            {
                expanded.UnionWith(All);
            }

            foreach (var type in _markers.GetValueOrDefault(name) ?? [name])
            {
                expanded.Add(type);
                expanded.UnionWith(_implied.GetValueOrDefault(type) ?? []);
            }
        }

        return expanded.ToFrozenSet(StringComparer.Ordinal);
    }

    private static string? CategoryOf(AccessType type, bool hasCategories) =>
        hasCategories
            ? type.Category?.ToLowerInvariant()
            : s_hiveCategories.GetValueOrDefault(type.Name.ToLowerInvariant());

    // The peer compares the component by its exact letters, and drops only what names another one.
    private string? NameOf(string type, bool isTagPolicy) =>
        !isTagPolicy ? type.ToLowerInvariant()
        : type.StartsWith(_prefix, StringComparison.Ordinal) ? type[_prefix.Length..].ToLowerInvariant()
        : type.Contains(':', StringComparison.Ordinal) ? null
        : type.ToLowerInvariant();
}

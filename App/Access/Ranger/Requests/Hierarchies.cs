using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>The ways from a root down to where a resource may end (semantics 2.2).</summary>
internal sealed class Hierarchies
{
    internal Hierarchies(ImmutableArray<LevelDefinition> levels)
    {
        var byName = new Dictionary<string, LevelDefinition>(StringComparer.Ordinal);
        foreach (var level in levels)
        {
            byName.TryAdd(level.Name, level);
        }

        var parents = levels.Select(level => level.Parent).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var sinks = levels.Where(level => !parents.Contains(level.Name)).ToArray();
        if (Array.Exists(sinks, sink => sink.IsValidLeaf == false))
        {
            All = []; // such a definition is refused whole by the peer: its policies never match
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        All =
        [
            .. sinks
                .SelectMany(sink => EndingAt(Chain(sink, byName)))
                .Where(hierarchy => seen.Add(string.Join('\n', hierarchy.Select(level => level.Name)))),
        ];
    }

    internal ImmutableArray<ImmutableArray<LevelDefinition>> All { get; }

    /// <summary>Those that hold every one of the levels.</summary>
    internal IEnumerable<ImmutableArray<LevelDefinition>> Holding(IEnumerable<string> levels) =>
        All.Where(hierarchy => levels.All(name => hierarchy.Any(level => level.Name == name)));

    /// <summary>True where the given levels fill the hierarchy from its root without gaps (semantics 5.1).</summary>
    internal static bool IsFilledBy(ImmutableArray<LevelDefinition> hierarchy, Func<string, bool> has)
    {
        var skipped = false;
        foreach (var level in hierarchy)
        {
            if (!has(level.Name))
            {
                skipped = true;
            }
            else if (skipped)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<ImmutableArray<LevelDefinition>> EndingAt(ImmutableArray<LevelDefinition> chain)
    {
        yield return chain;
        for (var depth = 1; depth < chain.Length; depth++)
        {
            if (chain[depth - 1].IsValidLeaf == true)
            {
                yield return chain[..depth];
            }
        }
    }

    private static ImmutableArray<LevelDefinition> Chain(
        LevelDefinition sink,
        Dictionary<string, LevelDefinition> byName
    )
    {
        var chain = new List<LevelDefinition> { sink };
        while (
            chain[^1].Parent is { Length: > 0 } parent
            && byName.TryGetValue(parent, out var above)
            && !chain.Contains(above)
        )
        {
            chain.Add(above);
        }

        chain.Reverse();
        return [.. chain];
    }
}

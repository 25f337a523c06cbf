namespace GovernanceDashboard.Access;

/// <summary>
/// Which numbered targets each numbered source leads to, in two flat arrays: the targets of source s stand from <c>starts[s]</c>
/// (inclusive) to <c>starts[s + 1]</c> (exclusive). Immutable.
/// </summary>
internal sealed class Adjacency
{
    private readonly int[] _starts;
    private readonly int[] _targets;

    /// <summary>Takes the arrays over.</summary>
    internal Adjacency(int[] starts, int[] targets)
    {
        _starts = starts;
        _targets = targets;
    }

    /// <summary>How many sources there are.</summary>
    internal int Count => _starts.Length - 1;

    internal ReadOnlySpan<int> Of(int source) => _targets.AsSpan(_starts[source].._starts[source + 1]);

    /// <summary>Pairs in any order; the targets of one source keep the order of the pairs. Pairs with a negative source are left out.</summary>
    internal static Adjacency FromPairs(int sources, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var starts = new int[sources + 1];
        foreach (var source in from)
        {
            if (source >= 0)
            {
                starts[source + 1]++;
            }
        }

        var next = Accumulate(starts);
        var targets = new int[starts[^1]];
        for (var pair = 0; pair < from.Length; pair++)
        {
            if (from[pair] >= 0)
            {
                targets[next[from[pair]]++] = to[pair];
            }
        }

        return new(starts, targets);
    }

    internal static Adjacency FromLists(List<List<int>> targets)
    {
        var starts = new int[targets.Count + 1];
        for (var source = 0; source < targets.Count; source++)
        {
            starts[source + 1] = starts[source] + targets[source].Count;
        }

        return new(starts, [.. targets.SelectMany(of => of)]);
    }

    /// <summary>With some pairs more and some less; a pair that goes is one that is there. One copy of the arrays.</summary>
    internal Adjacency With(ILookup<int, int> more, ILookup<int, int> less)
    {
        var starts = new int[_starts.Length];
        var targets = new List<int>(_targets.Length + more.Count);
        for (var source = 0; source < Count; source++)
        {
            starts[source] = targets.Count;
            if (less.Contains(source))
            {
                var gone = less[source].ToHashSet();
                foreach (var target in Of(source))
                {
                    if (!gone.Contains(target))
                    {
                        targets.Add(target);
                    }
                }
            }
            else
            {
                targets.AddRange(Of(source));
            }

            targets.AddRange(more[source]);
        }

        starts[^1] = targets.Count;
        return new(starts, [.. targets]);
    }

    /// <summary>The other way round: for each target the sources that lead to it, ascending.</summary>
    internal Adjacency Transposed(int targets)
    {
        var starts = new int[targets + 1];
        foreach (var target in _targets)
        {
            starts[target + 1]++;
        }

        var next = Accumulate(starts);
        var sources = new int[_targets.Length];
        for (var source = 0; source < Count; source++)
        {
            foreach (var target in Of(source))
            {
                sources[next[target]++] = source;
            }
        }

        return new(starts, sources);
    }

    // Turns counts, kept one place to the right, into starts; gives a copy to count up while filling.
    private static int[] Accumulate(int[] starts)
    {
        for (var source = 1; source < starts.Length; source++)
        {
            starts[source] += starts[source - 1];
        }

        return starts[..^1];
    }
}

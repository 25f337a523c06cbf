using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>
/// Paths with several legs: where policies that deny all whom they do not allow must each allow. Their memberships overlap, so the
/// combinations of chains are made and those that hold another one are dropped.
/// </summary>
internal sealed class JoinedPaths(PairModel model)
{
    private const int MostChains = 60;
    private const int MostCombinations = 400;
    private const int MostPaths = 5_000;

    private readonly SortedDictionary<string, (bool IsConditional, Leg[] Legs, SortedSet<int> Columns)> _paths = new(
        StringComparer.Ordinal
    );

    /// <summary>False where some combinations were left out.</summary>
    internal bool IsComplete { get; private set; } = true;

    internal int Count(bool isConditional) => _paths.Values.Count(path => path.IsConditional == isConditional);

    internal IEnumerable<(
        IEnumerable<(Anchor Anchor, ImmutableArray<PrincipalId> Chain)> Legs,
        SortedSet<int> Columns
    )> List(bool isConditional) =>
        _paths
            .Values.Where(path => path.IsConditional == isConditional)
            .Select(path => (path.Legs.Select(leg => (leg.Anchor, Names(leg.Chain))), path.Columns));

    /// <param name="isConditional">Sure paths are added before conditional ones of the same request.</param>
    internal void Add(bool isConditional, ImmutableArray<Anchor> anchors, Request request)
    {
        IEnumerable<Leg[]> combinations =
        [
            [],
        ];
        foreach (var anchor in anchors)
        {
            combinations = combinations.SelectMany(legs =>
                Chains(anchor.Hold.Node).Select(chain => legs.Append(new Leg(anchor, chain)).ToArray())
            );
        }

        var joined = combinations
            .Take(MostCombinations + 1)
            .Select(legs => (Legs: legs, Edges: legs.SelectMany(leg => Edges(leg.Chain)).ToHashSet()))
            .ToArray();
        IsComplete &= joined.Length <= MostCombinations && _paths.Count <= MostPaths;
        foreach (
            var (legs, edges) in joined.Where(path =>
                !Array.Exists(joined, other => other.Edges.IsProperSubsetOf(path.Edges))
            )
        )
        {
            Keep(isConditional, legs, edges, request);
        }
    }

    private void Keep(bool isConditional, Leg[] legs, HashSet<(int, int)> edges, Request request)
    {
        var facts =
            string.Join('|', legs.Select(leg => leg.Anchor.Key.ToString()).Order(StringComparer.Ordinal))
            + string.Join(',', edges.Order());
        if (
            isConditional
            && _paths.TryGetValue("sure " + facts, out var sure)
            && sure.Columns.IsSupersetOf(request.Columns)
        )
        {
            return;
        }

        var key = (isConditional ? "conditional " : "sure ") + facts;
        if (!_paths.TryGetValue(key, out var known))
        {
            _paths.Add(key, known = (isConditional, legs, []));
        }

        known.Columns.UnionWith(request.Columns);
    }

    private List<int[]> Chains(int node)
    {
        var chains = new List<int[]>();
        IsComplete &= new ChainSearch(model.Graph, [node]).Run(chain =>
        {
            if (chains.Count == MostChains)
            {
                IsComplete = false;
                return false;
            }

            chains.Add([.. chain]);
            return true;
        });
        return chains;
    }

    private static IEnumerable<(int From, int To)> Edges(int[] chain) => chain.Zip(chain.Skip(1));

    private ImmutableArray<PrincipalId> Names(int[] chain) => [.. chain.Select(node => model.Graph[node])];

    private sealed record Leg(Anchor Anchor, int[] Chain);
}

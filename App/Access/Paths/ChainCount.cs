using System.Numerics;

namespace GovernanceDashboard.Access.Paths;

/// <summary>
/// How many chains lead from the login to each container, no container met twice. A chain passes each cycle of nested containers in
/// one stretch, so the counts multiply along the condensed graph; inside a cycle they are counted over the sets of containers met.
/// Counting simple paths is #P-hard in general: a knot of cycles that takes more than <see cref="MostStates"/> states is counted
/// only as far as that, and says so.
/// </summary>
internal sealed class ChainCount
{
    private const int MostStates = 60_000;
    private const int WidestKnot = 128;

    private readonly ContainerGraph _graph;
    private readonly BigInteger[] _ways;
    private readonly bool[] _isExact;
    private int _states;

    internal ChainCount(ContainerGraph graph)
    {
        _graph = graph;
        _ways = new BigInteger[graph.Nodes];
        _isExact = new bool[graph.Nodes];
        Array.Fill(_isExact, true);
        _ways[ContainerGraph.Login] = BigInteger.One;

        // Containers come first among the components: from the login upwards is the other way round.
        var components = StrongComponents.Of(Adjacency.FromLists(graph.Targets()));
        for (var component = components.Count - 1; component >= 0; component--)
        {
            Pass(components[component]);
        }
    }

    /// <summary>Chains that end at the node; a lower bound where not exact.</summary>
    internal (BigInteger Chains, bool IsExact) To(int node) => (_ways[node], _isExact[node]);

    private void Pass(int[] component)
    {
        if (component.Length > 1)
        {
            PassKnot(component);
        }

        var inside = component.ToHashSet();
        foreach (var node in component)
        {
            foreach (var (_, to) in _graph.From(node).Select(_graph.Edge).Where(edge => !inside.Contains(edge.To)))
            {
                _ways[to] += _ways[node];
                _isExact[to] &= _isExact[node];
            }
        }
    }

    // Until here the counts of the knot's nodes are those of the chains that enter it there.
    private void PassKnot(int[] component)
    {
        var place = component.Select((node, position) => (node, position)).ToDictionary();
        var entering = component.Select(node => _ways[node]).ToArray();
        var isExact = Array.TrueForAll(component, node => _isExact[node]) && component.Length <= WidestKnot;
        foreach (var node in component)
        {
            _ways[node] = BigInteger.Zero;
        }

        for (var entry = 0; entry < Math.Min(component.Length, WidestKnot); entry++)
        {
            if (!entering[entry].IsZero)
            {
                isExact &= CountFrom(entry, entering[entry], component, place);
            }
        }

        foreach (var node in component)
        {
            _isExact[node] = isExact;
        }
    }

    private bool CountFrom(int entry, BigInteger ways, int[] component, Dictionary<int, int> place)
    {
        var layer = new Dictionary<(UInt128 Met, int At), BigInteger> { [(UInt128.One << entry, entry)] = ways };
        _ways[component[entry]] += ways;
        while (layer.Count > 0)
        {
            var next = new Dictionary<(UInt128 Met, int At), BigInteger>();
            foreach (var ((met, at), count) in layer)
            {
                foreach (var edge in _graph.From(component[at]))
                {
                    if (
                        !place.TryGetValue(_graph.Edge(edge).To, out var to)
                        || to >= WidestKnot
                        || (met & (UInt128.One << to)) != 0
                    )
                    {
                        continue;
                    }

                    var key = (met | (UInt128.One << to), to);
                    next[key] = next.GetValueOrDefault(key) + count;
                }
            }

            foreach (var ((_, at), count) in next)
            {
                _ways[component[at]] += count;
            }

            if ((_states += next.Count) > MostStates)
            {
                return false;
            }

            layer = next;
        }

        return true;
    }
}

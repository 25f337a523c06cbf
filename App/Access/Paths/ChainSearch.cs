namespace GovernanceDashboard.Access.Paths;

/// <summary>
/// Lists chains from the login to chosen containers, no container met twice: the shortest first, equal ones by the names along them.
/// </summary>
internal sealed class ChainSearch
{
    private const int MostSteps = 100_000;

    private readonly ContainerGraph _graph;
    private readonly bool[] _isTarget;
    private readonly List<bool[]> _reaching = []; // [k][node]: some walk of exactly k edges leads from the node to a target
    private readonly bool[] _isMet;
    private readonly List<int> _chain = [];
    private int _steps;

    internal ChainSearch(ContainerGraph graph, IEnumerable<int> targets)
    {
        _graph = graph;
        _isTarget = new bool[graph.Nodes];
        _isMet = new bool[graph.Nodes];
        foreach (var target in targets)
        {
            _isTarget[target] = true;
        }
    }

    /// <summary>Calls <paramref name="found"/> with the nodes of each chain, login first, until it says false or all are found.</summary>
    /// <returns>False where the search gave up: a knot of cycles holds too many dead ends.</returns>
    internal bool Run(Func<IReadOnlyList<int>, bool> found)
    {
        var goesOn = true;
        _reaching.Add(_isTarget);
        for (var length = 0; goesOn && length < _graph.Nodes; length++)
        {
            if (length > 0)
            {
                _reaching.Add(Before(_reaching[^1]));
            }

            if (!Array.Exists(_reaching[^1], reaches => reaches))
            {
                return true;
            }

            goesOn = !_reaching[^1][ContainerGraph.Login] || Visit(ContainerGraph.Login, length, found);
        }

        return _steps <= MostSteps;
    }

    private bool Visit(int node, int edgesLeft, Func<IReadOnlyList<int>, bool> found)
    {
        if (++_steps > MostSteps)
        {
            return false;
        }

        _chain.Add(node);
        _isMet[node] = true;
        var goesOn = edgesLeft > 0 || found(_chain);
        for (var i = 0; goesOn && edgesLeft > 0 && i < _graph.From(node).Count; i++)
        {
            var to = _graph.Edge(_graph.From(node)[i]).To;
            if (!_isMet[to] && _reaching[edgesLeft - 1][to])
            {
                goesOn = Visit(to, edgesLeft - 1, found);
            }
        }

        _isMet[node] = false;
        _chain.RemoveAt(_chain.Count - 1);
        return goesOn;
    }

    private bool[] Before(bool[] reaching)
    {
        var before = new bool[_graph.Nodes];
        for (var edge = 0; edge < _graph.Edges; edge++)
        {
            var (from, to) = _graph.Edge(edge);
            before[from] |= reaching[to];
        }

        return before;
    }
}

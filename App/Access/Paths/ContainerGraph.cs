using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>One login, every container that it is in, and every membership among them. Node 0 is the login, node 1 Everyone.</summary>
internal sealed class ContainerGraph
{
    internal const int Login = 0;
    internal const int Everyone = 1;

    private readonly Dictionary<PrincipalId, int> _nodes = [];
    private readonly List<PrincipalId> _names = [];
    private readonly List<(int From, int To)> _edges = [];
    private readonly List<List<int>> _from = []; // per node the edges that leave it

    internal ContainerGraph(PrincipalId login, MembershipClosure closure)
    {
        NodeOf(login);
        NodeOf(PrincipalId.Everyone);

        // The list grows while it is walked. Nobody lists Everyone's members: that one edge is implied.
        for (var node = 0; node < _names.Count; node++)
        {
            foreach (var container in closure.DirectContainers(_names[node]).Distinct().Order())
            {
                if (container != _names[node])
                {
                    Connect(node, NodeOf(container));
                }
            }
        }

        ImpliedEdge = _edges.Count;
        Connect(Login, Everyone);
        foreach (var edges in _from)
        {
            edges.Sort((left, right) => _names[_edges[left].To].CompareTo(_names[_edges[right].To]));
        }
    }

    internal int Nodes => _names.Count;

    internal int Edges => _edges.Count;

    /// <summary>The edge from the login to Everyone: no membership that anybody could remove.</summary>
    internal int ImpliedEdge { get; }

    internal PrincipalId this[int node] => _names[node];

    internal (int From, int To) Edge(int edge) => _edges[edge];

    internal Membership MembershipOf(int edge) => new(_names[_edges[edge].From], _names[_edges[edge].To]);

    /// <summary>Edges that leave the node, by the name of what they lead to.</summary>
    internal IReadOnlyList<int> From(int node) => _from[node];

    /// <summary>Null where the login is not in the principal.</summary>
    internal int? Find(PrincipalId principal) => _nodes.TryGetValue(principal, out var node) ? node : null;

    /// <summary>For each node the nodes its edges lead to.</summary>
    internal List<List<int>> Targets() => [.. _from.Select(edges => edges.ConvertAll(edge => _edges[edge].To))];

    private void Connect(int from, int to)
    {
        _from[from].Add(_edges.Count);
        _edges.Add((from, to));
    }

    private int NodeOf(PrincipalId principal)
    {
        if (!_nodes.TryGetValue(principal, out var node))
        {
            _nodes.Add(principal, node = _names.Count);
            _names.Add(principal);
            _from.Add([]);
        }

        return node;
    }
}

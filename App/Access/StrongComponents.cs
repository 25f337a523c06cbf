namespace GovernanceDashboard.Access;

/// <summary>Tarjan's strongly connected components, without recursion: nesting may be thousands deep.</summary>
internal static class StrongComponents
{
    /// <param name="edges">For each node the nodes its edges lead to.</param>
    /// <returns>Components such that every component comes after all those its edges lead to.</returns>
    internal static List<int[]> Of(Adjacency edges)
    {
        var components = new List<int[]>();
        var number = new int[edges.Count]; // order of discovery from 1; 0 = not seen
        var low = new int[edges.Count];
        var nextEdge = new int[edges.Count];
        var isOpen = new bool[edges.Count];
        var open = new Stack<int>();
        var path = new Stack<int>();
        var seen = 0;
        for (var root = 0; root < edges.Count; root++)
        {
            if (number[root] != 0)
            {
                continue;
            }

            Enter(root);
            while (path.TryPeek(out var node))
            {
                if (nextEdge[node] < edges.Of(node).Length)
                {
                    var target = edges.Of(node)[nextEdge[node]++];
                    if (number[target] == 0)
                    {
                        Enter(target);
                    }
                    else if (isOpen[target])
                    {
                        low[node] = Math.Min(low[node], number[target]);
                    }

                    continue;
                }

                path.Pop();
                if (path.TryPeek(out var parent))
                {
                    low[parent] = Math.Min(low[parent], low[node]);
                }

                if (low[node] == number[node])
                {
                    components.Add(Take(node));
                }
            }
        }

        return components;

        void Enter(int node)
        {
            number[node] = low[node] = ++seen;
            isOpen[node] = true;
            open.Push(node);
            path.Push(node);
        }

        int[] Take(int root)
        {
            var component = new List<int>();
            int node;
            do
            {
                node = open.Pop();
                isOpen[node] = false;
                component.Add(node);
            } while (node != root);

            return [.. component];
        }
    }
}

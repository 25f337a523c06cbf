using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import;

/// <summary>Finds groups and roles that contain each other. Time and memory grow with the nestings.</summary>
internal static class MembershipCycles
{
    /// <summary>How many circles there are: sets of two or more containers that all lie in each other, and containers in themselves.</summary>
    public static int Count(IEnumerable<Membership> memberships)
    {
        var containers = memberships
            .Where(membership => membership.IsNesting)
            .ToLookup(membership => membership.Member, membership => membership.Container);
        var visits = new Dictionary<PrincipalId, Visit>();
        var (next, cycles) = (0, 0);
        var open = new Stack<PrincipalId>();
        var path = new Stack<(PrincipalId Node, IEnumerator<PrincipalId> Containers)>();

        // Tarjan's strongly connected components, without recursion: a chain of groups may be long.
        foreach (var root in containers.Select(group => group.Key).Where(root => !visits.ContainsKey(root)))
        {
            Enter(root);
            while (path.TryPeek(out var top))
            {
                var visit = visits[top.Node];
                if (top.Containers.MoveNext())
                {
                    var container = top.Containers.Current;
                    if (!visits.TryGetValue(container, out var seen))
                    {
                        Enter(container);
                    }
                    else if (seen.IsOpen)
                    {
                        visit.Low = Math.Min(visit.Low, seen.Number);
                    }

                    continue;
                }

                path.Pop();
                if (path.TryPeek(out var below))
                {
                    visits[below.Node].Low = Math.Min(visits[below.Node].Low, visit.Low);
                }

                if (visit.Low == visit.Number)
                {
                    cycles += Close(top.Node);
                }
            }
        }

        return cycles;

        void Enter(PrincipalId node)
        {
            visits.Add(
                node,
                new Visit
                {
                    Number = next,
                    Low = next,
                    IsOpen = true,
                }
            );
            next++;
            open.Push(node);
            path.Push((node, containers[node].GetEnumerator()));
        }

        int Close(PrincipalId node)
        {
            var size = 0;
            PrincipalId popped;
            do
            {
                popped = open.Pop();
                visits[popped].IsOpen = false;
                size++;
            } while (popped != node);

            return size > 1 || containers[node].Contains(node) ? 1 : 0;
        }
    }

    private sealed class Visit
    {
        public int Number { get; init; }

        public int Low { get; set; }

        public bool IsOpen { get; set; }
    }
}

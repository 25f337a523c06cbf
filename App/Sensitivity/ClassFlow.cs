using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Sensitivity;

/// <summary>A resource that lineage leads to.</summary>
/// <param name="Depth">Steps on the shortest way, from 1.</param>
/// <param name="Kind">Of the last step on the first of the shortest ways.</param>
/// <param name="From">Where the last step came from: all that lie one step nearer, sorted.</param>
public sealed record LineageReach(LineageNode Node, int Depth, LineageKind Kind, ImmutableArray<LineageNode> From);

/// <summary>
/// Follows lineage: what lies downstream or upstream of a resource, and which classes come along. Pure; time grows with edges times classes. Circles end.
/// </summary>
public sealed class ClassFlow
{
    private readonly ILookup<LineageNode, LineageEdge> _outgoing;
    private readonly ILookup<LineageNode, LineageEdge> _incoming;

    /// <param name="views">Views read their tables: that is lineage too.</param>
    public ClassFlow(IEnumerable<LineageEdge> edges, IEnumerable<ViewSources> views)
    {
        LineageEdge[] all =
        [
            .. edges
                .Concat(
                    views.SelectMany(view =>
                        view.Tables.Select(table => new LineageEdge(
                            LineageNode.Table(table),
                            LineageNode.Table(view.View),
                            LineageKind.Derive,
                            []
                        ))
                    )
                )
                .OrderBy(edge => edge.From)
                .ThenBy(edge => edge.To)
                .ThenBy(edge => edge.Kind),
        ];
        _outgoing = all.ToLookup(edge => edge.From);
        _incoming = all.ToLookup(edge => edge.To);
    }

    /// <summary>Everything that data of the resource may go into, nearest first, then by name; also what only masked columns go into.</summary>
    public ImmutableArray<LineageReach> Downstream(LineageNode start) => Reach(start, _outgoing, edge => edge.To);

    /// <summary>Everything that data in the resource may come from, nearest first, then by name.</summary>
    public ImmutableArray<LineageReach> Upstream(LineageNode start) => Reach(start, _incoming, edge => edge.From);

    /// <summary>
    /// Which of a resource's classes come along to what lies downstream, each with the columns that it comes into (none known: any). Through a step whose
    /// columns are known a class flows where a column that carries it does, unmasked.
    /// </summary>
    /// <param name="classes">Classes with the column that has them; null for the resource as a whole.</param>
    public IReadOnlyDictionary<LineageNode, ImmutableSortedDictionary<string, ImmutableSortedSet<string>?>> Carry(
        LineageNode start,
        IEnumerable<(string Class, string? Column)> classes
    )
    {
        var found = new Dictionary<LineageNode, SortedDictionary<string, Columns>>();
        foreach (
            var (name, columns) in classes
                .ToLookup(given => given.Class, given => given.Column, StringComparer.Ordinal)
                .Select(group => (group.Key, group.ToArray()))
        )
        {
            var at = new Dictionary<LineageNode, Columns>
            {
                [start] = columns.Contains(null) ? Columns.Any : new(columns.OfType<string>()),
            };
            var open = new Queue<LineageNode>([start]);
            while (open.TryDequeue(out var node))
            {
                foreach (var edge in _outgoing[node])
                {
                    var carried = at[node].Through(edge);
                    if (carried.IsEmpty || edge.To == start)
                    {
                        continue;
                    }

                    if (!at.TryGetValue(edge.To, out var known))
                    {
                        at.Add(edge.To, carried);
                        open.Enqueue(edge.To);
                    }
                    else if (known.Join(carried) is { } joined)
                    {
                        at[edge.To] = joined;
                        open.Enqueue(edge.To);
                    }
                }
            }

            foreach (var (node, carried) in at.Where(entry => entry.Key != start))
            {
                if (!found.TryGetValue(node, out var there))
                {
                    found.Add(node, there = new(StringComparer.Ordinal));
                }

                there[name] = carried;
            }
        }

        return found.ToDictionary(
            entry => entry.Key,
            entry =>
                entry.Value.ToImmutableSortedDictionary(
                    there => there.Key,
                    there => there.Value.Known,
                    StringComparer.Ordinal
                )
        );
    }

    private static ImmutableArray<LineageReach> Reach(
        LineageNode start,
        ILookup<LineageNode, LineageEdge> edges,
        Func<LineageEdge, LineageNode> end
    )
    {
        var reached = new Dictionary<LineageNode, (int Depth, LineageKind Kind, SortedSet<LineageNode> From)>();
        List<LineageNode> level = [start];
        for (var depth = 1; level.Count > 0; depth++)
        {
            var next = new List<LineageNode>();
            foreach (var node in level.Order())
            {
                foreach (var edge in edges[node])
                {
                    var other = end(edge);
                    if (other == start)
                    {
                        continue;
                    }

                    if (!reached.TryGetValue(other, out var known))
                    {
                        reached.Add(other, known = (depth, edge.Kind, []));
                        next.Add(other);
                    }

                    if (known.Depth == depth)
                    {
                        known.From.Add(node);
                    }
                }
            }

            level = next;
        }

        return
        [
            .. reached
                .OrderBy(entry => entry.Value.Depth)
                .ThenBy(entry => entry.Key)
                .Select(entry => new LineageReach(
                    entry.Key,
                    entry.Value.Depth,
                    entry.Value.Kind,
                    [.. entry.Value.From]
                )),
        ];
    }

    /// <summary>Columns that a class is on; <see cref="Known"/> null where it may be any.</summary>
    private sealed record Columns(ImmutableSortedSet<string>? Known)
    {
        public Columns(IEnumerable<string> names)
            : this(ImmutableSortedSet.CreateRange(StringComparer.Ordinal, names)) { }

        public static Columns Any { get; } = new((ImmutableSortedSet<string>?)null);

        public bool IsEmpty => Known is { IsEmpty: true };

        public Columns Through(LineageEdge edge) =>
            edge.KnowsColumns
                ? new(
                    edge.Columns.Where(flow =>
                            flow.Carries && flow.To is not null && Known?.Contains(flow.From) != false
                        )
                        .Select(flow => flow.To!)
                )
                : Any;

        /// <summary>Null where nothing is added.</summary>
        public Columns? Join(Columns other) =>
            Known is null ? null
            : other.Known is null ? Any
            : other.Known.IsSubsetOf(Known) ? null
            : new(Known.Union(other.Known));
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Views;

/// <summary>
/// Which views show which tables, directly and through other views. Made at the first question; immutable. Views that read each other in
/// a circle show what each of them reads, and never themselves.
/// </summary>
internal sealed class ViewGraph
{
    private static readonly ImmutableArray<int> s_none = [];

    private readonly Dictionary<int, ImmutableArray<int>> _over; // by what is read: the views that read it directly
    private readonly Dictionary<int, ImmutableArray<int>> _under = []; // by view: what it reads directly
    private readonly Dictionary<int, ImmutableArray<TableName>> _unknown = []; // by view: names that the catalogue has not

    /// <param name="find">Ordinal of a table of the catalogue; null where it has none of that name.</param>
    internal ViewGraph(EstateFacts facts, Func<TableName, TableOrdinal?> find)
    {
        var understood = new HashSet<int>();
        var over = new Dictionary<int, List<int>>();
        foreach (var sources in facts.ViewSources)
        {
            if (find(sources.View) is not { Value: var view } || facts.Tables[view].Kind != ResourceKind.View)
            {
                continue;
            }

            if (sources.IsComplete)
            {
                understood.Add(view);
            }

            var read = sources.Tables.Select(name => find(name)?.Value ?? -1).Distinct().ToArray();
            _under[view] = [.. read.Where(table => table >= 0 && table != view).Order()];
            if (read.Contains(-1))
            {
                _unknown[view] = [.. sources.Tables.Where(name => find(name) is null).Distinct().Order()];
            }

            foreach (var table in _under[view])
            {
                if (!over.TryGetValue(table, out var views))
                {
                    over.Add(table, views = []);
                }

                views.Add(view);
            }
        }

        _over = over.ToDictionary(read => read.Key, read => read.Value.Order().ToImmutableArray());
        Views =
        [
            .. Enumerable.Range(0, facts.Tables.Length).Where(table => facts.Tables[table].Kind == ResourceKind.View),
        ];
        Unclear = [.. Views.Where(view => !understood.Contains(view))];
    }

    /// <summary>All views, materialised ones included, ascending.</summary>
    internal ImmutableArray<int> Views { get; }

    /// <summary>Views whose text could not be read to its end, or is not known: they may read more than is known. Ascending.</summary>
    internal ImmutableArray<int> Unclear { get; }

    /// <summary>What the view reads directly, ascending; what the catalogue does not have is left out.</summary>
    internal ImmutableArray<int> DirectlyUnder(int view) => _under.GetValueOrDefault(view, s_none);

    /// <summary>Names that the view reads and the catalogue does not have, sorted.</summary>
    internal ImmutableArray<TableName> UnknownUnder(int view) => _unknown.GetValueOrDefault(view, []);

    /// <summary>All views that show the table, directly or through others, ascending; the table itself never.</summary>
    internal ImmutableArray<int> Over(int table) => Reached(table, _over);

    /// <summary>All that the view shows, directly or through others, ascending; itself never.</summary>
    internal ImmutableArray<int> Under(int view) => Reached(view, _under);

    /// <summary>A shortest chain from each view over the table down to the one that reads it directly; by view.</summary>
    internal Dictionary<int, ImmutableArray<int>> ChainsTo(int table)
    {
        var chains = new Dictionary<int, ImmutableArray<int>>();
        var open = new Queue<int>([table]);
        while (open.TryDequeue(out var next))
        {
            foreach (var view in _over.GetValueOrDefault(next, s_none))
            {
                if (view != table && chains.TryAdd(view, [view, .. chains.GetValueOrDefault(next, s_none)]))
                {
                    open.Enqueue(view);
                }
            }
        }

        return chains;
    }

    private static ImmutableArray<int> Reached(int from, Dictionary<int, ImmutableArray<int>> edges)
    {
        if (!edges.ContainsKey(from))
        {
            return s_none;
        }

        var seen = new HashSet<int> { from };
        var open = new Stack<int>([from]);
        while (open.TryPop(out var next))
        {
            foreach (var one in edges.GetValueOrDefault(next, s_none).Where(seen.Add))
            {
                open.Push(one);
            }
        }

        seen.Remove(from);
        return [.. seen.Order()];
    }
}

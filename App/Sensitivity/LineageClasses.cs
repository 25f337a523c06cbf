using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Sensitivity;

/// <summary>
/// Carries classes along lineage (basis Lineage, with the place that they came from). Where the columns of a step are known, a class goes from a
/// column into each column that takes its values over, unless the step masks it: found. Where only the tables are known, or only the table has the
/// class, it may have come along: possible, and kept apart. Pure; time grows with classes times edges and columns. Circles end.
/// </summary>
public static class LineageClasses
{
    private const int MostOrigins = 3;

    /// <param name="views">Views read their tables: that is lineage too, of unknown columns.</param>
    /// <param name="classifications">What is known apart from lineage. Those of a database count for each of its tables.</param>
    /// <param name="known">The tables that there are: nothing is said of others, but classes pass through them.</param>
    /// <returns>Only what says more than <paramref name="classifications"/>; sorted by resource, then class.</returns>
    public static ImmutableArray<Classification> Infer(
        IEnumerable<LineageEdge> edges,
        IEnumerable<ViewSources> views,
        IEnumerable<Classification> classifications,
        IReadOnlySet<TableName> known
    )
    {
        var outgoing = edges
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
            .Where(edge => edge.From != edge.To)
            .ToLookup(edge => edge.From);
        var given = classifications.ToArray();
        var ofDatabase = given
            .Where(one => one.Resource.Table is null)
            .ToLookup(one => one.Resource.Database, StringComparer.Ordinal);
        var starts = given
            .Where(one => one.Resource.Table is not null)
            .Concat(
                ofDatabase.SelectMany(classes =>
                    outgoing
                        .Select(edge => edge.Key.AsTable)
                        .OfType<TableName>()
                        .Where(table => table.Database == classes.Key)
                        .SelectMany(table => classes.Select(one => one with { Resource = ResourceName.Of(table) }))
                )
            )
            .ToLookup(one => one.Class, StringComparer.Ordinal);
        return
        [
            .. starts
                .SelectMany(classes => new Spread(classes.Key, outgoing).Carry(classes, known))
                .OrderBy(one => one.Resource.Database, StringComparer.Ordinal)
                .ThenBy(one => one.Resource.Table, StringComparer.Ordinal)
                .ThenBy(one => one.Resource.Column, StringComparer.Ordinal)
                .ThenBy(one => one.Class, StringComparer.Ordinal),
        ];
    }

    /// <summary>One class on its way.</summary>
    private sealed class Spread(string name, ILookup<LineageNode, LineageEdge> outgoing)
    {
        private readonly Dictionary<(LineageNode Node, string? Column), Mark> _marks = [];
        private readonly Queue<(LineageNode Node, string? Column)> _open = new();

        public IEnumerable<Classification> Carry(IEnumerable<Classification> starts, IReadOnlySet<TableName> known)
        {
            foreach (var start in starts)
            {
                var node = LineageNode.Table(new(start.Resource.Database, start.Resource.Table!));
                if (!_marks.TryGetValue((node, start.Resource.Column), out var mark))
                {
                    _marks.Add((node, start.Resource.Column), mark = new() { IsGiven = true });
                    _open.Enqueue((node, start.Resource.Column));
                }

                mark.IsFound |= !start.MayContain;
            }

            while (_open.TryDequeue(out var at))
            {
                var mark = _marks[at];
                foreach (var edge in outgoing[at.Node])
                {
                    if (!edge.KnowsColumns)
                    {
                        Reach(edge.To, null, isFound: false, at);
                        continue;
                    }

                    foreach (var flow in edge.Columns)
                    {
                        if (flow.Carries && flow.To is { } to && (at.Column is null || at.Column == flow.From))
                        {
                            Reach(edge.To, to, isFound: at.Column is not null && mark.IsFound, at);
                        }
                    }
                }
            }

            var found = _marks.Where(entry => entry.Value.IsFound).Select(entry => entry.Key.Node).ToHashSet();
            foreach (var (at, mark) in _marks.Where(entry => !entry.Value.IsGiven))
            {
                // What may be in a table says nothing where it was found there.
                if (at.Node.AsTable is { } table && known.Contains(table) && (mark.IsFound || !found.Contains(at.Node)))
                {
                    yield return new(
                        ResourceName.Of(table, at.Column),
                        name,
                        ClassificationBasis.Lineage,
                        MayContain: !mark.IsFound,
                        Origin: mark.OriginText
                    );
                }
            }
        }

        private void Reach(LineageNode node, string? column, bool isFound, (LineageNode Node, string? Column) from)
        {
            var isKnown = _marks.TryGetValue((node, column), out var mark);
            if (!isKnown)
            {
                _marks.Add((node, column), mark = new());
            }

            mark!.Origins.Add(from.Column is null ? from.Node.Name : $"{from.Node.Name}.{from.Column}");
            if (!isKnown || (isFound && !mark.IsFound))
            {
                mark.IsFound |= isFound;
                _open.Enqueue((node, column));
            }
        }
    }

    private sealed class Mark
    {
        public bool IsGiven { get; init; }

        public bool IsFound { get; set; }

        public SortedSet<string> Origins { get; } = new(StringComparer.Ordinal);

        public string OriginText
        {
            get
            {
                // A table says no more where one of its columns is named.
                var named = Origins
                    .Where(one => !Origins.Any(other => other.StartsWith(one + ".", StringComparison.Ordinal)))
                    .ToArray();
                return string.Join(", ", named.Take(MostOrigins))
                    + (named.Length > MostOrigins ? $" and {named.Length - MostOrigins} more" : "");
            }
        }
    }
}

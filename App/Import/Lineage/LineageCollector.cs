using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>
/// Joins what all sources say of edges and dashboards. Whatever the order of files: columns are united, a column counts as masked only where
/// every source masks it, and where one source knows no columns none are known.
/// </summary>
internal sealed class LineageCollector(DateTimeOffset takenAt)
{
    private readonly Dictionary<(LineageNode From, LineageNode To, LineageKind Kind), Edge> _edges = [];
    private readonly Dictionary<string, Entry> _dashboards = new(StringComparer.Ordinal);

    /// <summary>In the order of their ends.</summary>
    public ImmutableArray<DatedFact<LineageEdge>> Edges() =>
        [
            .. _edges
                .OrderBy(entry => entry.Key.From)
                .ThenBy(entry => entry.Key.To)
                .ThenBy(entry => entry.Key.Kind)
                .Select(entry => new DatedFact<LineageEdge>(
                    new(entry.Key.From, entry.Key.To, entry.Key.Kind, entry.Value.Columns()),
                    entry.Value.Since,
                    Source: entry.Value.File
                )),
        ];

    /// <summary>Those declared, and those that an edge leads to; by id.</summary>
    public ImmutableArray<DatedFact<Dashboard>> Dashboards()
    {
        var reads = _edges
            .Keys.Where(edge => edge.To.Kind == ResourceKind.Dashboard && edge.From.AsTable is not null)
            .ToLookup(edge => edge.To.Name, edge => edge.From.AsTable!.Value, StringComparer.Ordinal);
        foreach (var (key, edge) in _edges.Where(entry => entry.Key.To.Kind == ResourceKind.Dashboard))
        {
            AddDashboard(key.To.Name, null, null, edge.File);
        }

        return
        [
            .. _dashboards
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new DatedFact<Dashboard>(
                    new(
                        entry.Key,
                        entry.Value.Name ?? entry.Key,
                        [.. reads[entry.Key].Distinct().Order()],
                        entry.Value.Audience is { } audience ? [.. audience] : null
                    ),
                    Source: entry.Value.File
                )),
        ];
    }

    /// <param name="columns">Null where the source knows none.</param>
    /// <param name="seen">When the step ran; null where the source does not say, or says later than the import's instant.</param>
    public void AddEdge(
        LineageNode from,
        LineageNode to,
        LineageKind kind,
        IReadOnlyCollection<ColumnFlow>? columns,
        DateTimeOffset? seen,
        string file
    )
    {
        if (from == to)
        {
            return; // a table written from itself says nothing new
        }

        if (!_edges.TryGetValue((from, to, kind), out var edge))
        {
            _edges.Add((from, to, kind), edge = new(file));
        }

        edge.Add(columns, seen <= takenAt ? seen : null, file);
    }

    /// <param name="audience">Null where the source does not say who may open it; several sources are united.</param>
    public void AddDashboard(string id, string? name, IEnumerable<PrincipalId>? audience, string file)
    {
        if (!_dashboards.TryGetValue(id, out var entry))
        {
            _dashboards.Add(id, entry = new(file));
        }

        entry.File = Smaller(entry.File, file);
        entry.Name = name is null || entry.Name is null ? entry.Name ?? name : Smaller(entry.Name, name);
        if (audience is not null)
        {
            entry.Audience ??= [];
            entry.Audience.UnionWith(audience);
        }
    }

    private static string Smaller(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? one : other;

    private sealed class Entry(string file)
    {
        public string File { get; set; } = file;

        public string? Name { get; set; }

        public SortedSet<PrincipalId>? Audience { get; set; }
    }

    private sealed class Edge(string file)
    {
        private readonly Dictionary<(string From, string? To, bool IsIndirect), bool> _columns = []; // to whether it is masked
        private bool _isUnknown;

        public string File { get; private set; } = file;

        public DateTimeOffset? Since { get; private set; }

        public void Add(IReadOnlyCollection<ColumnFlow>? columns, DateTimeOffset? seen, string file)
        {
            File = Smaller(File, file);
            Since = Since is null || seen < Since ? seen ?? Since : Since;
            _isUnknown |= columns is null or { Count: 0 };
            foreach (var column in columns ?? [])
            {
                var key = (column.From, column.To, column.IsIndirect);
                _columns[key] = column.IsMasked && _columns.GetValueOrDefault(key, true);
            }
        }

        public ImmutableArray<ColumnFlow> Columns() =>
            _isUnknown
                ? []
                :
                [
                    .. _columns
                        .OrderBy(entry => entry.Key.From, StringComparer.Ordinal)
                        .ThenBy(entry => entry.Key.To, StringComparer.Ordinal)
                        .ThenBy(entry => entry.Key.IsIndirect)
                        .Select(entry => new ColumnFlow(
                            entry.Key.From,
                            entry.Key.To,
                            entry.Value,
                            entry.Key.IsIndirect
                        )),
                ];
    }
}

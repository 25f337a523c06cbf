using System.Runtime.InteropServices;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// What names one database outright: by table where it names tables too, and the rest. Filled by one thread; sorted by table when first
/// asked, so that the parts of a catalogue do it side by side.
/// </summary>
internal sealed class DatabaseCandidates
{
    private readonly List<PolicyCandidate> _naming = [];
    private readonly Lazy<ByTable> _byTable;

    internal DatabaseCandidates() => _byTable = new(() => new(CollectionsMarshal.AsSpan(_naming)));

    /// <summary>Those that do not name their tables.</summary>
    internal List<PolicyCandidate> Whole { get; } = [];

    /// <summary>Those that do, table by table, in the order in which tables are first named: each as often as it names one.</summary>
    internal IEnumerable<PolicyCandidate> NamingTables => _byTable.Value.Candidates;

    internal void AddNaming(PolicyCandidate candidate) => _naming.Add(candidate);

    /// <summary>Those that name exactly this table, in the order of policies.</summary>
    internal ArraySegment<PolicyCandidate> Naming(string table) => _byTable.Value.Of(table);

    private sealed class ByTable
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly int[] _starts;

        internal ByTable(ReadOnlySpan<PolicyCandidate> naming)
        {
            var (tables, places) = (new List<int>(naming.Length), new List<int>(naming.Length));
            for (var place = 0; place < naming.Length; place++)
            {
                var candidate = naming[place];
                var named = candidate.Policy.Named is { } found
                    ? found.Tables.AsSpan()
                    : candidate.Resource.Table!.Literals;
                foreach (var table in named)
                {
                    if (!_numbers.TryGetValue(table, out var number))
                    {
                        _numbers.Add(table, number = _numbers.Count);
                    }

                    tables.Add(number);
                    places.Add(place);
                }
            }

            _starts = new int[_numbers.Count + 1];
            foreach (var table in tables)
            {
                _starts[table + 1]++;
            }

            for (var table = 0; table < _numbers.Count; table++)
            {
                _starts[table + 1] += _starts[table];
            }

            Candidates = new PolicyCandidate[tables.Count];
            var next = _starts[..^1];
            for (var pair = 0; pair < tables.Count; pair++)
            {
                Candidates[next[tables[pair]]++] = naming[places[pair]];
            }
        }

        internal PolicyCandidate[] Candidates { get; }

        internal ArraySegment<PolicyCandidate> Of(string table) =>
            _numbers.TryGetValue(table, out var number)
                ? new(Candidates, _starts[number], _starts[number + 1] - _starts[number])
                : ArraySegment<PolicyCandidate>.Empty;
    }
}

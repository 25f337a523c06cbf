using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>What is so now, table by table, and the book that it is written into. For one thread.</summary>
internal sealed class LedgerState
{
    private readonly LedgerPeople _people;
    private readonly TableSlice?[] _sliceOf;
    private readonly int[] _audienceOf;
    private readonly ReaderWeights?[] _weights;
    private readonly ExposedSets[] _sets;
    private readonly bool[] _isThere;
    private readonly HashSet<int> _unsliced = [];
    private readonly SliceBook _slices = new();
    private readonly List<Audience> _audiences = [];
    private readonly Dictionary<(TableSlice, int), ExposedSets> _made = [];
    private readonly ExposedSets[] _written;
    private readonly ReaderWeights?[] _weighed;
    private readonly ExposedSets _nobody;
    private readonly double[][] _rates;
    private readonly double[][] _weighted;
    private readonly DateTimeOffset[] _since;

    internal LedgerState(LedgerPeople people, LedgerTables tables, DateTimeOffset from)
    {
        _people = people;
        _nobody = ExposedSets.Nobody(people.None);
        _sliceOf = new TableSlice?[tables.Count];
        _audienceOf = new int[tables.Count];
        _weights = new ReaderWeights?[tables.Count];
        _sets = new ExposedSets[tables.Count];
        _isThere = new bool[tables.Count];
        _since = new DateTimeOffset[tables.Count];
        Array.Fill(_sets, _nobody);
        _written = [.. _sets];
        _weighed = new ReaderWeights?[tables.Count];
        Array.Fill(_since, from);
        Layers = Enum.GetValues<LedgerLayer>();
        Book = new(tables.Count, people.None, from);
        _rates = Array.ConvertAll(Layers, _ => new double[tables.Count]);
        _weighted = Array.ConvertAll(Layers, _ => new double[tables.Count]);
    }

    internal LedgerLayer[] Layers { get; }

    internal LayerBook Book { get; }

    /// <summary>Σ w(p, t) x days over the people, by layer and table.</summary>
    internal double[][] Weighted => _weighted;

    /// <summary>Σ w(p, t) over the people exposed now, by layer and table.</summary>
    internal double[][] Rates => _rates;

    internal SliceBook Slices => _slices;

    /// <summary>Tables decided while something was open: they stand in no slice.</summary>
    internal IReadOnlySet<int> Unsliced => _unsliced;

    internal bool IsWeighedByReader(int table) => _weights[table] is { Low.IsEmpty: false } or { High.IsEmpty: false };

    internal void Weigh(int table, ReaderWeights weights) => _weights[table] = weights;

    internal void Declare(int table, int audience) => _audienceOf[table] = audience;

    internal void Put(int table, TableSlice slice, ReaderWeights weights, int audience)
    {
        Leave(table);
        (_sliceOf[table], _weights[table], _audienceOf[table], _isThere[table]) = (slice, weights, audience, true);
        slice.Tables.Add(table);
    }

    /// <summary>The table is not there, or stands apart from now on.</summary>
    internal void Leave(int table)
    {
        if (_sliceOf[table] is { } slice)
        {
            slice.Tables.Remove(table);
        }

        (_sliceOf[table], _isThere[table]) = (null, false);
        _unsliced.Remove(table);
    }

    internal void PutApart(int table, ExposedSets sets, ReaderWeights weights)
    {
        Leave(table);
        _unsliced.Add(table);
        (_sets[table], _weights[table]) = (sets, weights);
    }

    /// <summary>While something is open audiences are resolved world by world: those known here are out of date afterwards.</summary>
    internal void ForgetAudiences() => _audiences.Clear();

    /// <summary>Brings the audiences up to date.</summary>
    /// <returns>The tables whose audience or readers are others now.</returns>
    internal IEnumerable<int> Resolve(
        AudienceBook book,
        MembershipClosure closure,
        PrincipalSet enabled,
        HashSet<PrincipalId> containers,
        bool isAboutAccounts
    )
    {
        _made.Clear();
        var changed = new HashSet<int>();
        for (var number = 0; number < book.Count; number++)
        {
            if (number == _audiences.Count)
            {
                _audiences.Add(book.Resolve(book[number], closure, enabled));
            }
            else if (isAboutAccounts || AudienceBook.NamedIn(book[number]).Any(containers.Contains))
            {
                var now = book.Resolve(book[number], closure, enabled);
                if (!now.Gross.Equals(_audiences[number].Gross) || !now.Net.Equals(_audiences[number].Net))
                {
                    _audiences[number] = now;
                    changed.Add(number);
                }
            }
        }

        return isAboutAccounts || changed.Count > 0
            ? Enumerable
                .Range(0, _sets.Length)
                .Where(table => _isThere[table] && (isAboutAccounts || changed.Contains(_audienceOf[table])))
            : [];
    }

    /// <param name="only">Of the people these; null for all.</param>
    internal void Expose(int table, PrincipalSet enabled, PrincipalSet? only)
    {
        if (_sliceOf[table] is not { } slice)
        {
            _sets[table] = _nobody;
            return;
        }

        if (only is { IsEmpty: true })
        {
            _sets[table] = _nobody;
            return;
        }

        var key = (slice, _audienceOf[table]);
        if (!_made.TryGetValue(key, out var sets))
        {
            var sure = _people.Fold(slice.Sure, enabled);
            sets = ExposedSets.Of(
                sure,
                ReferenceEquals(slice.Sure, slice.Possible) ? sure : _people.Fold(slice.Possible, enabled),
                _audiences[key.Item2]
            );
            sets = only is { } some ? sets.Within(some) : sets;
            // Mostly nothing changed: the same object then says so.
            sets = slice.Last.TryGetValue(key.Item2, out var last) && last.Equals(sets) ? last : sets;
            slice.Last[key.Item2] = sets;
            _made.Add(key, sets);
        }

        _sets[table] = sets;
    }

    /// <summary>Writes the tables into the books as they are now.</summary>
    internal void Write(
        DateTimeOffset at,
        HashSet<int> tables,
        PrincipalSet enabled,
        Func<IReadOnlyList<int>, PrincipalSet, ImmutableArray<int>> causesOf
    )
    {
        int[] changed =
        [
            .. tables.Where(table =>
                !ReferenceEquals(_written[table], _sets[table])
                || !ReferenceEquals(_weighed[table], _weights[table])
                || IsWeighedByReader(table)
            ),
        ];
        Book.Put(at, changed.Select(table => (table, _sets[table])), causesOf);

        var made = new Dictionary<ExposedSets, Dictionary<MeasureRange, double[]>>(ReferenceEqualityComparer.Instance);
        foreach (var table in changed)
        {
            Accrue(table, at);
            var rates = RatesOf(table, made, enabled);
            foreach (var layer in Layers)
            {
                _rates[(int)layer][table] = rates[(int)layer];
            }

            (_written[table], _weighed[table]) = (_sets[table], _weights[table]);
        }
    }

    internal void Finish(DateTimeOffset to)
    {
        Book.Finish(to);

        for (var table = 0; table < _sets.Length; table++)
        {
            Accrue(table, to);
        }
    }

    // Tables of one set and one weight come to the same.
    private double[] RatesOf(
        int table,
        Dictionary<ExposedSets, Dictionary<MeasureRange, double[]>> made,
        PrincipalSet enabled
    )
    {
        var (sets, weights) = (_sets[table], _weights[table]);
        if (weights is null || IsWeighedByReader(table))
        {
            return Array.ConvertAll(Layers, layer => RateOf(sets[layer], layer, weights, enabled));
        }

        if (!made.TryGetValue(sets, out var byWeight))
        {
            made.Add(sets, byWeight = []);
        }

        if (!byWeight.TryGetValue(weights.Whole, out var rates))
        {
            rates = Array.ConvertAll(Layers, layer => RateOf(sets[layer], layer, weights, enabled));
            byWeight.Add(weights.Whole, rates);
        }

        return rates;
    }

    private double RateOf(PrincipalSet who, LedgerLayer layer, ReaderWeights? weights, PrincipalSet enabled) =>
        who.IsEmpty || weights is null
            ? 0
            : weights.Sum(
                who.Intersect(_people.People),
                layer is LedgerLayer.GrossSure or LedgerLayer.NetSure,
                readers => _people.Fold(readers, enabled)
            );

    private void Accrue(int table, DateTimeOffset at)
    {
        var days = (at - _since[table]).TotalDays;
        for (var layer = 0; layer < _rates.Length; layer++)
        {
            _weighted[layer][table] += _rates[layer][table] * days;
        }

        _since[table] = at;
    }
}

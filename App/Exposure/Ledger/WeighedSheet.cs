using System.Numerics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// Tables of one kind in one sheet: to how many of the people in it they weigh how much, and for how long, in whole ticks. Whatever the number
/// of tables it is counted once. For one thread.
/// </summary>
internal sealed class WeighedSheet
{
    private static readonly LedgerLayer[] s_layers = Enum.GetValues<LedgerLayer>();
    private readonly int[] _first; // by layer: where its parts begin
    private readonly double[] _weights; // by layer and part; the last of a layer is of those in no part
    private readonly int[] _counts;
    private readonly Int128[] _areas;
    private long _since;

    internal WeighedSheet(Sheet sheet, KindReaders kind, long at)
    {
        (Sheet, Kind, _since) = (sheet, kind, at);
        _first = new int[s_layers.Length + 1];
        var weights = new List<double>();
        foreach (var layer in s_layers)
        {
            weights.AddRange(kind.Parts(IsSure(layer)).Select(part => part.Weight));
            weights.Add(kind.Otherwise(IsSure(layer)));
            _first[(int)layer + 1] = weights.Count;
        }

        _weights = [.. weights];
        (_counts, _areas) = (new int[_weights.Length], new Int128[_weights.Length]);
    }

    internal Sheet Sheet { get; }

    internal KindReaders Kind { get; }

    /// <summary>How many tables of the kind are in the sheet now.</summary>
    internal int Tables { get; set; }

    /// <summary>People x ticks up to an instant, by layer and weight: what a table had to do with lies between two of them.</summary>
    internal Int128[] Upto(long at)
    {
        Accrue(at);
        return (Int128[])_areas.Clone();
    }

    /// <summary>Σ w(p, t) x days since the table came.</summary>
    /// <param name="before">What <see cref="Upto"/> gave then.</param>
    internal double Days(LedgerLayer layer, Int128[] before)
    {
        var sum = 0.0;
        for (var part = _first[(int)layer]; part < _first[(int)layer + 1]; part++)
        {
            sum += _weights[part] * ((double)(_areas[part] - before[part]) / TimeSpan.TicksPerDay);
        }

        return sum;
    }

    /// <summary>Σ w(p, t) over the people in the sheet now.</summary>
    internal double Rate(LedgerLayer layer)
    {
        var sum = 0.0;
        for (var part = _first[(int)layer]; part < _first[(int)layer + 1]; part++)
        {
            sum += _weights[part] * _counts[part];
        }

        return sum;
    }

    /// <summary>Counts again: somebody came or went, or reads other columns.</summary>
    /// <param name="people">Of these alone.</param>
    internal void Count(SheetRows rows, ulong[] people, long at)
    {
        Accrue(at);
        foreach (var layer in s_layers)
        {
            var counts = _counts.AsSpan(_first[(int)layer].._first[(int)layer + 1]);
            var alike = Array.FindIndex(
                s_layers,
                other => IsSure(other) == IsSure(layer) && ReferenceEquals(rows.Row(other), rows.Row(layer))
            );
            if (alike < (int)layer)
            {
                _counts.AsSpan(_first[alike].._first[alike + 1]).CopyTo(counts);
                continue;
            }

            counts.Clear();
            var (row, parts) = (rows.Row(layer), Kind.Parts(IsSure(layer)));
            for (var word = 0; word < row.Length; word++)
            {
                var left = row[word] & people[word];
                for (var part = 0; left != 0 && part < parts.Length; part++)
                {
                    var these = left & parts[part].Row[word];
                    counts[part] += BitOperations.PopCount(these);
                    left &= ~these;
                }

                counts[^1] += BitOperations.PopCount(left);
            }
        }
    }

    private void Accrue(long at)
    {
        if (at == _since)
        {
            return;
        }

        for (var part = 0; part < _areas.Length; part++)
        {
            _areas[part] += (Int128)(at - _since) * _counts[part];
        }

        _since = at;
    }

    private static bool IsSure(LedgerLayer layer) => layer is LedgerLayer.GrossSure or LedgerLayer.NetSure;
}

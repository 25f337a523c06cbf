using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Who is exposed to the tables of a sheet now, layer by layer; layers that are alike share a row. For one thread.</summary>
internal sealed class SheetRows
{
    private static readonly LedgerLayer[] s_layers = Enum.GetValues<LedgerLayer>();
    private readonly ulong[][] _rows = new ulong[s_layers.Length][];
    private readonly int _universe;

    internal SheetRows(ExposedSets sets)
    {
        _universe = sets.GrossSure.Universe;
        foreach (var layer in s_layers)
        {
            var alike = Array.FindIndex(s_layers, other => ReferenceEquals(sets[other], sets[layer]));
            _rows[(int)layer] = alike < (int)layer ? _rows[alike] : sets[layer].ToRow();
        }
    }

    internal PrincipalSet this[LedgerLayer layer] => PrincipalSet.CopyOf(_universe, _rows[(int)layer]);

    /// <summary>Not to be written to; layers that are alike have one row.</summary>
    internal ulong[] Row(LedgerLayer layer) => _rows[(int)layer];

    /// <summary>A bit for each layer that the person is in.</summary>
    internal int Of(int person)
    {
        var bits = 0;
        for (var layer = 0; layer < _rows.Length; layer++)
        {
            bits |= BitRow.IsSet(_rows[layer], person) ? 1 << layer : 0;
        }

        return bits;
    }

    /// <summary>Puts the person into these layers and no others.</summary>
    internal void Put(int person, int layers)
    {
        var isDone = 0;
        for (var layer = 0; layer < _rows.Length; layer++)
        {
            if ((isDone & (1 << layer)) != 0)
            {
                continue;
            }

            var alike = AlikeTo(layer);
            isDone |= alike;
            var within = layers & alike;
            if (within != 0 && within != alike)
            {
                Share(within, (ulong[])_rows[layer].Clone());
                BitRow.Put(_rows[FirstOf(within)], person, true);
            }

            BitRow.Put(_rows[FirstOf(within == alike ? alike : alike & ~within)], person, within == alike);
        }
    }

    /// <summary>Replaces all.</summary>
    /// <returns>Who goes and who comes; layers that change alike stand together.</returns>
    internal IEnumerable<(PrincipalSet Gone, PrincipalSet Come, int Layers)> Replace(ExposedSets sets)
    {
        var before = (ulong[][])_rows.Clone();
        var after = new SheetRows(sets);
        after._rows.CopyTo(_rows, 0);
        var isDone = 0;
        for (var layer = 0; layer < before.Length; layer++)
        {
            if ((isDone & (1 << layer)) != 0)
            {
                continue;
            }

            var alike = 0;
            for (var other = layer; other < before.Length; other++)
            {
                alike |=
                    ReferenceEquals(before[other], before[layer]) && ReferenceEquals(_rows[other], _rows[layer])
                        ? 1 << other
                        : 0;
            }

            isDone |= alike;
            if (before[layer].AsSpan().SequenceEqual(_rows[layer]))
            {
                continue;
            }

            var (gone, come) = ((ulong[])before[layer].Clone(), (ulong[])_rows[layer].Clone());
            BitRow.AndNot(gone, _rows[layer]);
            BitRow.AndNot(come, before[layer]);
            yield return (PrincipalSet.FromRow(_universe, gone), PrincipalSet.FromRow(_universe, come), alike);
        }
    }

    private int AlikeTo(int layer)
    {
        var alike = 0;
        for (var other = layer; other < _rows.Length; other++)
        {
            alike |= ReferenceEquals(_rows[other], _rows[layer]) ? 1 << other : 0;
        }

        return alike;
    }

    private void Share(int layers, ulong[] row)
    {
        for (var layer = 0; layer < _rows.Length; layer++)
        {
            _rows[layer] = (layers & (1 << layer)) != 0 ? row : _rows[layer];
        }
    }

    private static int FirstOf(int layers) => System.Numerics.BitOperations.TrailingZeroCount(layers);
}

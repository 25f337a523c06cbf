using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>How many of some identities are in one layer of a sheet, over time: sums over any stretch by two look-ups.</summary>
internal sealed class SheetCount
{
    private readonly long[] _at;
    private readonly int[] _count;
    private readonly Int128[] _area;
    private readonly long[] _held;

    internal SheetCount(Sheet sheet, LedgerLayer layer, PrincipalSet who)
    {
        var bit = 1 << (int)layer;
        var (at, count) = (new List<long> { sheet.From }, new List<int> { sheet.First[layer].CountIn(who) });
        foreach (var move in sheet.Moves)
        {
            if ((move.Layers & bit) == 0 || move.At >= sheet.To)
            {
                continue;
            }

            var change = move.Come.CountIn(who) - move.Gone.CountIn(who);
            if (change == 0)
            {
                continue;
            }

            if (at[^1] == move.At)
            {
                count[^1] += change;
            }
            else
            {
                at.Add(move.At);
                count.Add(count[^1] + change);
            }
        }

        (_at, _count) = ([.. at], [.. count]);
        (_area, _held) = (new Int128[_at.Length], new long[_at.Length]);
        for (var next = 1; next < _at.Length; next++)
        {
            var length = _at[next] - _at[next - 1];
            _area[next] = _area[next - 1] + ((Int128)length * _count[next - 1]);
            _held[next] = _held[next - 1] + (_count[next - 1] > 0 ? length : 0);
        }
    }

    /// <summary>Nobody at any time.</summary>
    internal bool IsEmpty => _count.Length == 1 && _count[0] == 0;

    /// <summary>Σ over the people of the ticks that they are there from one instant to another.</summary>
    internal Int128 Ticks(long from, long to) => Area(to) - Area(from);

    /// <summary>Ticks in which anybody is there.</summary>
    internal long Held(long from, long to) => HeldUpTo(to) - HeldUpTo(from);

    /// <summary>How many are there at an instant.</summary>
    internal int At(long at) => _count[Place(at)];

    /// <summary>How many stretches of equal number the stretch holds.</summary>
    internal int Changes(long from, long to) => Place(to - 1) - Place(from) + 1;

    /// <summary>The first instant of the stretch at which anybody is there, and the end of the last time; null where nobody is.</summary>
    internal (long First, long Last)? Ends(long from, long to)
    {
        var (first, last) = (-1L, -1L);
        var place = Place(from);
        for (var next = place; next < _at.Length && _at[next] < to && first < 0; next++)
        {
            first = _count[next] > 0 ? Math.Max(from, _at[next]) : -1;
        }

        for (var next = Place(to - 1); first >= 0 && next >= place && last < 0; next--)
        {
            last = _count[next] > 0 ? Math.Min(to, next + 1 < _at.Length ? _at[next + 1] : to) : -1;
        }

        return first < 0 ? null : (first, last);
    }

    private Int128 Area(long at)
    {
        var place = Place(at);
        return _area[place] + ((Int128)(at - _at[place]) * _count[place]);
    }

    private long HeldUpTo(long at)
    {
        var place = Place(at);
        return _held[place] + (_count[place] > 0 ? at - _at[place] : 0);
    }

    // The last instant of a change that is not later.
    private int Place(long at)
    {
        var found = Array.BinarySearch(_at, at);
        return found >= 0 ? found : Math.Max(0, ~found - 1);
    }
}

using System.Numerics;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>
/// In how many of many sets each person is. Large sets are added to counters that lie across words, bit by bit (carry-save): some ten
/// operations for 64 people, where one person at a time would cost as many as there are pairs. For one thread.
/// </summary>
internal sealed class MemberTally(int universe)
{
    private const int SparseUpTo = 8; // members for each word of the row

    private readonly int[] _small = new int[universe];
    private readonly ulong[] _row = new ulong[BitRow.WordsFor(universe)];
    private readonly List<ulong[]> _planes = [];

    internal void Add(PrincipalSet set)
    {
        if (set.Count < _row.Length * SparseUpTo)
        {
            foreach (var member in set.Members())
            {
                _small[member.Value]++;
            }

            return;
        }

        set.WriteInto(_row);
        for (var word = 0; word < _row.Length; word++)
        {
            var carry = _row[word];
            for (var plane = 0; carry != 0; plane++)
            {
                if (plane == _planes.Count)
                {
                    _planes.Add(new ulong[_row.Length]);
                }

                var counters = _planes[plane];
                (counters[word], carry) = (counters[word] ^ carry, counters[word] & carry);
            }
        }
    }

    /// <summary>Adds, to each person's sum, a factor for each set that they are in.</summary>
    internal void AddTo(double[] sums, double factor)
    {
        for (var member = 0; member < sums.Length; member++)
        {
            sums[member] += factor * _small[member];
        }

        for (var plane = 0; plane < _planes.Count; plane++)
        {
            for (var word = 0; word < _row.Length; word++)
            {
                for (var bits = _planes[plane][word]; bits != 0; bits &= bits - 1)
                {
                    sums[(word * BitRow.WordBits) + BitOperations.TrailingZeroCount(bits)] += factor * (1 << plane);
                }
            }
        }
    }
}

/// <summary>For each person how many tables, and how much they weigh together, both bounds. For one thread.</summary>
internal sealed class WeighedTally(int universe)
{
    private readonly Dictionary<MeasureRange, MemberTally> _byWeight = [];

    internal void Add(PrincipalSet set, MeasureRange weight)
    {
        if (set.IsEmpty)
        {
            return;
        }

        if (!_byWeight.TryGetValue(weight, out var tally))
        {
            _byWeight.Add(weight, tally = new(universe));
        }

        tally.Add(set);
    }

    /// <summary>By ordinal: tables, Σ of the lower weights, Σ of the upper ones.</summary>
    internal (double[] Tables, double[] Low, double[] High) Sums()
    {
        var (tables, low, high) = (new double[universe], new double[universe], new double[universe]);
        foreach (var (weight, tally) in _byWeight)
        {
            tally.AddTo(tables, 1);
            tally.AddTo(low, weight.Low);
            tally.AddTo(high, weight.High);
        }

        return (tables, low, high);
    }
}

using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>What one thread has counted for a heatmap: pairs by group and population, and who reads something of each group.</summary>
internal sealed class HeatmapPart(int groups, int populations, int accounts)
{
    private readonly int _words = BitRow.WordsFor(accounts);
    private readonly long[] _pairs = new long[groups * populations];
    private readonly ulong[]?[] _people = new ulong[]?[groups];
    private readonly ulong[]?[] _conditional = new ulong[]?[groups];
    private readonly ulong[] _nobody = new ulong[BitRow.WordsFor(accounts)];

    internal ReadOnlySpan<long> Pairs(int group) => _pairs.AsSpan(group * populations, populations);

    internal ReadOnlySpan<ulong> People(int group) => _people[group] ?? _nobody;

    internal ReadOnlySpan<ulong> Conditional(int group) => _conditional[group] ?? _nobody;

    internal void AddPairs(int group, ReadOnlySpan<int> counts)
    {
        var pairs = _pairs.AsSpan(group * populations, populations);
        for (var population = 0; population < pairs.Length; population++)
        {
            pairs[population] += counts[population];
        }
    }

    internal void AddPeople(int group, ReaderBits row)
    {
        BitRow.Or(_people[group] ??= new ulong[_words], row.Sure);
        if (!row.IsCertain)
        {
            BitRow.OrAndNot(_conditional[group] ??= new ulong[_words], row.Possible, row.Sure);
        }
    }

    internal void Join(HeatmapPart other)
    {
        for (var cell = 0; cell < _pairs.Length; cell++)
        {
            _pairs[cell] += other._pairs[cell];
        }

        Join(_people, other._people);
        Join(_conditional, other._conditional);
    }

    private static void Join(ulong[]?[] rows, ulong[]?[] others)
    {
        for (var group = 0; group < rows.Length; group++)
        {
            if (rows[group] is null)
            {
                rows[group] = others[group];
            }
            else if (others[group] is { } other)
            {
                BitRow.Or(rows[group], other);
            }
        }
    }
}

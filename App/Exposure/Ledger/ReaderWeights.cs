using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// What a table weighs to each of its readers: w(p, t), the largest weight over the columns that the reader reads unmasked (product
/// definitions). Mostly one weight for all.
/// </summary>
/// <param name="Whole">w(t), of all columns together.</param>
/// <param name="Low">Readers who surely read a column of at least so much, heaviest first; empty where all readers weigh the whole.</param>
/// <param name="High">The same of those who may read it, by the upper bound.</param>
internal sealed record ReaderWeights(
    MeasureRange Whole,
    ImmutableArray<(double Weight, PrincipalSet Readers)> Low,
    ImmutableArray<(double Weight, PrincipalSet Readers)> High
)
{
    /// <summary>It weighs differently to different readers.</summary>
    internal bool IsByReader => !Low.IsEmpty || !High.IsEmpty;

    internal static ReaderWeights Same(MeasureRange whole) => new(whole, [], []);

    internal static ReaderWeights Of(
        AccessIndex index,
        TableOrdinal table,
        MeasureRange? whole,
        IReadOnlyList<MeasureRange?> columns
    )
    {
        if (whole is not { } known || columns.All(column => column == known))
        {
            return Same(whole ?? SeverityWeights.Unclassified);
        }

        var (low, high) = (new SortedDictionary<double, PrincipalSet>(), new SortedDictionary<double, PrincipalSet>());
        var readers = index.WhoCanAccess(table);
        var isRestricted = index.IsRestricted(table);
        foreach (var same in readers.ColumnClasses)
        {
            foreach (var column in same.Columns)
            {
                var weight = columns[column] ?? new(SeverityWeights.Least, known.High);
                var (sure, possible) = (same.Readers, same.PossibleReaders);
                if (isRestricted)
                {
                    possible = possible.Except(index.MaskedReaders(table, column, possible));
                    // A mask under a condition may hide what somebody surely reads.
                    sure = index.IsConditional(table)
                        ? PrincipalSet.Empty(sure.Universe)
                        : sure.Except(index.MaskedReaders(table, column, sure));
                }

                low[weight.Low] = low.TryGetValue(weight.Low, out var before) ? before.Union(sure) : sure;
                high[weight.High] = high.TryGetValue(weight.High, out before) ? before.Union(possible) : possible;
            }
        }

        return new(
            known,
            [.. low.Reverse().Select(each => (each.Key, each.Value))],
            [.. high.Reverse().Select(each => (each.Key, each.Value))]
        );
    }

    /// <summary>Σ w(p, t) over some identities: at least, and at most.</summary>
    /// <param name="fold">From accounts to identities.</param>
    internal double Sum(PrincipalSet who, bool isLow, Func<PrincipalSet, PrincipalSet> fold)
    {
        var parts = isLow ? Low : High;
        var otherwise = isLow
            ? parts.IsEmpty
                ? Whole.Low
                : SeverityWeights.Least
            : Whole.High;
        var (sum, left) = (0.0, who);
        foreach (var (weight, readers) in parts)
        {
            var these = left.Intersect(fold(readers));
            sum += weight * these.Count;
            left = left.Except(these);
        }

        return sum + (otherwise * left.Count);
    }

    /// <summary>Whether everybody's weight is the same in both.</summary>
    internal bool IsLike(ReaderWeights other) =>
        ReferenceEquals(this, other)
        || (Whole == other.Whole && Low.SequenceEqual(other.Low) && High.SequenceEqual(other.High));

    /// <summary>Where either may be true.</summary>
    internal ReaderWeights Or(ReaderWeights other) =>
        ReferenceEquals(this, other) || (Low.IsEmpty && other.Low.IsEmpty && Whole == other.Whole)
            ? this
            : Same(new(Math.Min(Least, other.Least), Math.Max(Whole.High, other.Whole.High)));

    private double Least => Low.IsEmpty ? Whole.Low : SeverityWeights.Least;
}

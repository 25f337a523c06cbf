using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Person-table pairs that are known only between two bounds; both the same where nothing hangs on a condition.</summary>
public readonly record struct PairRange(long Low, long High);

/// <summary>What changes on one table.</summary>
/// <param name="Before">Its ordinal in the index before; null for a table that comes.</param>
/// <param name="After">Its ordinal in the index after; null for a table that goes.</param>
public sealed record TableDiff(TableName Table, TableOrdinal? Before, TableOrdinal? After, LevelDiff Levels)
{
    /// <summary>People who gain reading (level Full or Partial).</summary>
    public PrincipalSet Gained => Levels.Gained;

    /// <summary>People who lose it.</summary>
    public PrincipalSet Lost => Levels.Lost;
}

/// <summary>
/// The exact difference of two indexes over the same accounts, in person-table pairs, level by level. A table that one of them lacks is
/// seen by nobody there.
/// </summary>
/// <param name="Tables">Tables with a difference at any level, by name.</param>
public sealed record AccessDiff(ImmutableArray<TableDiff> Tables)
{
    private const int Few = 16; // tables, of which waking another thread costs more than it saves

    public long PairsGained => Tables.Sum(table => (long)table.Gained.Count);

    public long PairsLost => Tables.Sum(table => (long)table.Lost.Count);

    /// <summary>Pairs gained, whatever the conditions.</summary>
    public PairRange Gained =>
        new(
            Tables.Sum(table => (long)table.Levels.SurelyGained.Count),
            Tables.Sum(table => (long)table.Levels.PossiblyGained.Count)
        );

    public PairRange Lost =>
        new(
            Tables.Sum(table => (long)table.Levels.SurelyLost.Count),
            Tables.Sum(table => (long)table.Levels.PossiblyLost.Count)
        );

    /// <exception cref="ArgumentException">The indexes have other accounts, so ordinals do not compare.</exception>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public static AccessDiff Between(AccessIndex before, AccessIndex after, CancellationToken cancellationToken) =>
        before.HasAccountsOf(after)
            ? Of(new(before, after.Facts, new(after.Facts), new([]), after, null), cancellationToken)
            : throw new ArgumentException(
                "The indexes have other accounts: their ordinals do not compare.",
                nameof(after)
            );

    internal static AccessDiff Of(ChangedAccess after, CancellationToken cancellationToken)
    {
        var comparison = new TableComparison(after);
        var names = after.MayDiffer().ToArray();
        var found = new TableDiff?[names.Length];
        Parallel.For(
            0,
            names.Length,
            new ParallelOptions
            {
                CancellationToken = cancellationToken,
                MaxDegreeOfParallelism = names.Length < Few ? 1 : -1,
            },
            table => found[table] = comparison.Of(names[table])
        );
        comparison.Finish();
        return new([.. found.OfType<TableDiff>()]);
    }
}

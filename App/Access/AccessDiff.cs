using System.Collections.Immutable;

namespace GovernanceDashboard.Access;

/// <summary>People who gain or lose reading (level Full or Partial) of one table.</summary>
public sealed record TableDiff(TableOrdinal Table, PrincipalSet Gained, PrincipalSet Lost);

/// <summary>The exact difference of two indexes over the same accounts and tables, in person-table pairs.</summary>
/// <param name="Tables">Tables with a difference, ascending.</param>
public sealed record AccessDiff(ImmutableArray<TableDiff> Tables)
{
    public long PairsGained => Tables.Sum(table => (long)table.Gained.Count);

    public long PairsLost => Tables.Sum(table => (long)table.Lost.Count);

    /// <exception cref="ArgumentException">The indexes have other accounts or tables, so ordinals do not compare.</exception>
    public static AccessDiff Between(AccessIndex before, AccessIndex after, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}

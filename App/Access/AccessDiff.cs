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
    public static AccessDiff Between(AccessIndex before, AccessIndex after, CancellationToken cancellationToken)
    {
        if (
            !before.Accounts.Select(account => account.Id).SequenceEqual(after.Accounts.Select(account => account.Id))
            || !before
                .Facts.Tables.Select(table => table.Name)
                .SequenceEqual(after.Facts.Tables.Select(table => table.Name))
        )
        {
            throw new ArgumentException(
                "The indexes have other accounts or tables: their ordinals do not compare.",
                nameof(after)
            );
        }

        // Tables under the same policies before and after share their difference: it is computed once per pair of signatures.
        var known = new Dictionary<(int Before, int After), (PrincipalSet Gained, PrincipalSet Lost)?>();
        var agreements = new Dictionary<(int, int), bool>();
        var tables = ImmutableArray.CreateBuilder<TableDiff>();
        for (var table = 0; table < before.Facts.Tables.Length; table++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ordinal = new TableOrdinal(table);
            var signatures = (before.Signature(ordinal), after.Signature(ordinal));
            if (!known.TryGetValue(signatures, out var difference))
            {
                difference = before.Agrees(ordinal, after, agreements)
                    ? null
                    : Differ(before.ReadingPeople(ordinal), after.ReadingPeople(ordinal));
                known.Add(signatures, difference);
            }

            if (difference is { } found)
            {
                tables.Add(new(ordinal, found.Gained, found.Lost));
            }
        }

        return new(tables.ToImmutable());
    }

    private static (PrincipalSet Gained, PrincipalSet Lost)? Differ(PrincipalSet before, PrincipalSet after) =>
        before.Equals(after) ? null : (after.Except(before), before.Except(after));
}

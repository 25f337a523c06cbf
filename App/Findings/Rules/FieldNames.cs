using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Columns by name, and who reads any of them as it is.</summary>
internal sealed class FieldNames(IEnumerable<string> names)
{
    private readonly ImmutableHashSet<string> _names = names.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether any table has one of them.</summary>
    internal bool AreIn(AccessIndex index, IEnumerable<TableOrdinal> tables) =>
        tables.Any(table => index.Table(table).Columns.Any(column => _names.Contains(column.Name)));

    /// <summary>People who surely read one of the columns unmasked in any of the tables.</summary>
    internal PrincipalSet Readers(AccessIndex index, IEnumerable<TableOrdinal> tables) =>
        Alike(index, tables)
            .Aggregate(PrincipalSet.Empty(index.Accounts.Length), (all, same) => all.Union(same.Readers));

    /// <summary>The same of tables that are read alike: under the same policies, with the same columns, and without masks.</summary>
    internal IEnumerable<(PrincipalSet Readers, TableName[] Tables)> Alike(
        AccessIndex index,
        IEnumerable<TableOrdinal> tables
    )
    {
        foreach (
            var alike in tables.GroupBy(table =>
                (
                    index.Signature(table),
                    string.Join(',', index.Table(table).Columns.Select(column => column.Name)),
                    index.IsRestricted(table) ? table.Value : -1
                )
            )
        )
        {
            var table = alike.First();
            var columns = index.Table(table).Columns;
            if (!columns.Any(column => _names.Contains(column.Name)))
            {
                continue;
            }

            var accounts = PrincipalSet.Empty(index.Accounts.Length);
            foreach (var same in index.WhoCanAccess(table).ColumnClasses)
            {
                foreach (var column in same.Columns.Where(column => _names.Contains(columns[column].Name)))
                {
                    accounts = accounts.Union(
                        index.IsRestricted(table)
                            ? same.Readers.Except(index.MaskedReaders(table, column, same.Readers))
                            : same.Readers
                    );
                }
            }

            yield return (index.PeopleOf(accounts), [.. alike.Select(one => index.Table(one).Name)]);
        }
    }
}

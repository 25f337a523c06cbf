using System.Collections.Immutable;

namespace GovernanceDashboard.Access;

/// <summary>Columns of one table that exactly the same accounts can read.</summary>
/// <param name="Columns">Positions in <c>TableResource.Columns</c>, ascending.</param>
/// <param name="Readers">Accounts that can surely read these columns.</param>
/// <param name="PossibleReaders">Readers plus those for whom it hangs on a condition; a superset of <paramref name="Readers"/>.</param>
public sealed record ColumnClass(ImmutableArray<int> Columns, PrincipalSet Readers, PrincipalSet PossibleReaders);

/// <summary>
/// Who can do what on one table. <see cref="Full"/>, <see cref="Partial"/>, <see cref="TableOnly"/> and
/// <see cref="MetadataOnly"/> are disjoint sets of accounts; everyone else sees nothing.
/// </summary>
/// <param name="Conditional">
/// Accounts whose level could be higher, should a condition that cannot be known statically hold; the other sets are
/// the lower bound.
/// </param>
/// <param name="Flags">Which of the readers see masked columns or filtered rows.</param>
public sealed record TableReaders(
    TableOrdinal Table,
    PrincipalSet Full,
    PrincipalSet Partial,
    PrincipalSet TableOnly,
    PrincipalSet MetadataOnly,
    PrincipalSet Conditional,
    ImmutableArray<ColumnClass> ColumnClasses,
    ReaderFlags Flags
)
{
    public AccessLevel LevelOf(PrincipalOrdinal account) =>
        Full.Contains(account) ? AccessLevel.Full
        : Partial.Contains(account) ? AccessLevel.Partial
        : TableOnly.Contains(account) ? AccessLevel.TableOnly
        : MetadataOnly.Contains(account) ? AccessLevel.MetadataOnly
        : AccessLevel.None;

    /// <summary>Accounts at exactly this level; none for <see cref="AccessLevel.None"/>, whose accounts nothing lists.</summary>
    public PrincipalSet At(AccessLevel level) =>
        level switch
        {
            AccessLevel.Full => Full,
            AccessLevel.Partial => Partial,
            AccessLevel.TableOnly => TableOnly,
            AccessLevel.MetadataOnly => MetadataOnly,
            AccessLevel.None => PrincipalSet.Empty(Full.Universe),
        };

    /// <summary>Positions of the columns that the account can surely read, ascending.</summary>
    public ImmutableArray<int> ColumnsOf(PrincipalOrdinal account) =>
        [
            .. ColumnClasses
                .Where(columns => columns.Readers.Contains(account))
                .SelectMany(columns => columns.Columns)
                .Order(),
        ];
}

/// <summary>One table that an account can see, with its level.</summary>
public readonly record struct TableAccess(TableOrdinal Table, AccessLevel Level, bool IsConditional);

using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <content>Who reads once masks and row filters are counted, and what they see less of.</content>
public sealed partial class AccessIndex
{
    /// <summary>What the account sees less of in the columns of the table that it surely reads.</summary>
    public AccountRestrictions Restrictions(
        PrincipalOrdinal account,
        TableOrdinal table,
        ImmutableArray<int> columns
    ) => _restricted.Of(account, table, columns);

    /// <summary>Some mask or row filter concerns the table, though perhaps none of its readers.</summary>
    public bool IsRestricted(TableOrdinal table) => _restrictions.On(table) is not null;

    /// <summary>Of the readers given those who surely see the column through a mask.</summary>
    public PrincipalSet MaskedReaders(TableOrdinal table, int column, PrincipalSet readers) =>
        _restricted.Masked(table, column, readers);

    /// <summary>
    /// Eff(t): people at level Full or Partial through any of their accounts, as their identities' ordinals; a subset of <see cref="People"/>.
    /// Those to whom every readable column is masked are not in it (product definitions): <see cref="ReaderFlags.MaskedOnly"/>.
    /// </summary>
    public PrincipalSet ReadingPeople(TableOrdinal table) => ReadingBounds(table).Sure;

    /// <summary>Reading people plus those for whom it hangs on something that cannot be known: the upper end of Eff(t).</summary>
    public PrincipalSet PossiblyReadingPeople(TableOrdinal table) => ReadingBounds(table).Possible;

    /// <summary>Whether some account's level on the table hangs on something that cannot be known. Cheap: known per signature.</summary>
    public bool IsConditional(TableOrdinal table)
    {
        if (!_isEverConditional)
        {
            return false;
        }

        ref var state = ref _conditional[Signature(table)];
        if (state == 0)
        {
            var readers = WhoCanAccess(table);
            state = readers.Conditional.IsEmpty && readers.Flags.MaybeMaskedOnly.IsEmpty ? (byte)1 : (byte)2;
        }

        return state == 2;
    }

    /// <summary>Whether any answer may hang on what cannot be known.</summary>
    internal bool MayBeConditional => _isEverConditional;

    internal Bounds ReadingBounds(TableOrdinal table) =>
        _restricted.People(table, Signature(table)) ?? _readers.People(Signature(table));
}

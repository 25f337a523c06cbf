using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Who reads a table's data through views over it, whatever they may read of the table itself. A view shows columns that nobody wrote
/// down: that somebody reads it says that they see something of the table, not how much.
/// </summary>
/// <param name="Views">All views that show the table, directly or through other views, ascending.</param>
/// <param name="UnclearViews">Views of the estate whose text was not understood and that are not among <paramref name="Views"/>: they may show it too.</param>
/// <param name="Readers">Accounts that surely read a column of at least one of the views.</param>
/// <param name="Unmasked">Of them those who see a column of at least one of the views without a mask.</param>
/// <param name="Conditional">Accounts that could read one, should a condition hold that cannot be known; no member of <paramref name="Readers"/>.</param>
public sealed record ViewReaders(
    TableOrdinal Table,
    ImmutableArray<TableOrdinal> Views,
    ImmutableArray<TableOrdinal> UnclearViews,
    PrincipalSet Readers,
    PrincipalSet Unmasked,
    PrincipalSet Conditional
);

/// <summary>What a view reads, as far as its text was understood.</summary>
/// <param name="IsUnderstood">False where the text could not be read to its end, or there is none: there may be more.</param>
/// <param name="Direct">Tables and views that its own text names, ascending.</param>
/// <param name="All">Those, and what views among them read, ascending; never the view itself.</param>
/// <param name="Unknown">Names in its text that the catalogue does not have, sorted.</param>
public sealed record ViewContents(
    bool IsUnderstood,
    ImmutableArray<TableOrdinal> Direct,
    ImmutableArray<TableOrdinal> All,
    ImmutableArray<TableName> Unknown
);

/// <summary>A table of which an account reads nothing itself, with the views over it that the account reads, ascending.</summary>
public sealed record ViewedTable(TableOrdinal Table, ImmutableArray<TableOrdinal> Views);

/// <summary>One way to a table's data: the account reads the first view, each view reads the next, and the last reads the table.</summary>
/// <param name="Level">What the account reads of the first view: Full or Partial.</param>
public sealed record ViewWay(ImmutableArray<TableOrdinal> Views, AccessLevel Level);

using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules.Costs;

/// <summary>What storing some tables costs a month, and what of it could be saved.</summary>
/// <param name="Whole">All of it.</param>
/// <param name="Avoidable">What is kept too long, not used, or a shadow copy; each table once, so that it is no more than the sum of the three.</param>
/// <param name="Overdue">Data kept longer than their retention allows: from what is surely too old to all of such a table.</param>
/// <param name="Unused">Tables that nobody read for 90 days: from those of which logs prove it to those of which they leave it open too.</param>
/// <param name="Copies">Copies of sensitive tables outside their zone.</param>
public sealed record CostFigures(
    MoneyRange Whole,
    MoneyRange Avoidable,
    MoneyRange Overdue,
    MoneyRange Unused,
    MoneyRange Copies
);

/// <summary>How many tables there are behind figures of cost. Views store nothing and are none of them.</summary>
/// <param name="Tables">That store data.</param>
/// <param name="Priced">Of them those that a cost record names; of the others the cost is not known.</param>
/// <param name="ProvenUnused">Nobody read them for 90 days, by logs that leave nothing out.</param>
/// <param name="PerhapsUnused">No read is on record, and not all use was logged.</param>
public readonly record struct CostCounts(
    int Tables,
    int Priced,
    int Overdue,
    int ProvenUnused,
    int PerhapsUnused,
    int Copies
);

/// <summary>Catalogue sizes that changed since an earlier import.</summary>
/// <param name="Since">The instant that the earlier import described.</param>
public sealed record ByteGrowth(long Bytes, DateTimeOffset Since)
{
    /// <summary>Bytes in 30 days, at the pace since then.</summary>
    public double Per30Days(DateTimeOffset now) => 30 * Bytes / (now - Since).TotalDays;
}

/// <summary>The cost of a table group, of what is in none, or of all.</summary>
/// <param name="Group">Null for tables in no group.</param>
/// <param name="Currency">ISO 4217; null where the cost records do not say.</param>
/// <param name="Figures">Null where no cost record names any of the tables: unknown, not 0.</param>
/// <param name="Bytes">As the catalogue counts; null where it has the size of none.</param>
/// <param name="Unsized">Tables whose size the catalogue does not have.</param>
/// <param name="Growth">Null where there is no earlier import to compare with.</param>
public sealed record CostRow(
    string? Group,
    string? Currency,
    CostFigures? Figures,
    CostCounts Counts,
    long? Bytes,
    int Unsized,
    ByteGrowth? Growth
);

/// <summary>One table that stores data.</summary>
/// <param name="Scopes">Of the cost records that price it; empty where none does.</param>
public sealed record TableCost(
    TableName Name,
    ImmutableArray<string> Groups,
    long? Bytes,
    ImmutableArray<string> Scopes,
    string? Currency,
    CostFigures? Figures,
    bool IsOverdue,
    TableUseState Use,
    bool IsCopy
);

/// <summary>What storing the estate costs.</summary>
/// <param name="Totals">Each table once, one row a currency; where nothing is priced, one row without figures.</param>
/// <param name="Groups">Dearest first, one row a currency. Groups may share tables: they do not add up to the totals.</param>
/// <param name="Tables">Most avoidable first.</param>
/// <param name="Idle">Scopes of cost records that name no table.</param>
public sealed record CostStanding(
    ImmutableArray<CostRow> Totals,
    ImmutableArray<CostRow> Groups,
    ImmutableArray<TableCost> Tables,
    ImmutableArray<string> Idle
);

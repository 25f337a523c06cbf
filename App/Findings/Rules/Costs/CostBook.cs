using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules.Costs;

/// <summary>R-14: what storing the tables of each group costs a month, and what of it is paid for nothing. Pure.</summary>
public sealed class CostBook
{
    private readonly RuleContext _context;
    private readonly TableCharges _charges;
    private readonly Dictionary<TableOrdinal, AvoidableTable> _stored;
    private readonly (DateTimeOffset At, ILookup<TableName, HeldFact<TableResource>> Changed)? _before;

    private CostBook(RuleContext context, IEnumerable<Finding> findings, DateTimeOffset? earlier)
    {
        _context = context;
        var avoidable = new AvoidableData(context, findings);
        _stored = context
            .Tables.Where(table => context.Table(table).Kind == ResourceKind.Table)
            .ToDictionary(table => table, avoidable.Of);
        _charges = new(context, _stored.Keys.ToHashSet());
        _before = earlier is { } at ? (at, context.Changes.Tables.ToLookup(table => table.Value.Name)) : null;
    }

    /// <param name="findings">All that the rules found in the same context.</param>
    /// <param name="earlier">What an earlier import described: sizes then are known. Null where there is none.</param>
    public static CostStanding Of(RuleContext context, IEnumerable<Finding> findings, DateTimeOffset? earlier)
    {
        var book = new CostBook(context, findings, earlier);
        var all = book._stored.Keys.ToArray();
        TableOrdinal[] loose = [.. all.Where(table => context.Groups.GroupsOf(table).IsEmpty)];
        return new(
            [.. book.Rows(null, all)],
            [
                .. context
                    .Groups.Groups.SelectMany(group =>
                        book.Rows(group.Group.Name, [.. group.Tables.Where(book._stored.ContainsKey)])
                    )
                    .Concat(loose.Length > 0 ? book.Rows(null, loose) : [])
                    .OrderByDescending(row => row.Figures?.Whole.High ?? -1)
                    .ThenBy(row => row.Group is null)
                    .ThenBy(row => row.Group, StringComparer.Ordinal)
                    .ThenBy(row => row.Currency, StringComparer.Ordinal),
            ],
            [
                .. all.Select(book.Table)
                    .OrderByDescending(table => table.Figures?.Avoidable.Low ?? -1)
                    .ThenByDescending(table => table.Figures?.Avoidable.High ?? -1)
                    .ThenByDescending(table => table.Bytes ?? -1)
                    .ThenBy(table => table.Name),
            ],
            book._charges.Idle
        );
    }

    // One row for each currency: amounts of two are never added up.
    private IEnumerable<CostRow> Rows(string? group, TableOrdinal[] tables)
    {
        var priced = tables
            .Where(_charges.IsPriced)
            .GroupBy(_charges.CurrencyOf)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .ToArray();
        return priced.Length == 0
            ? [Row(group, null, null, tables, 0)]
            : priced.Select(same =>
            {
                TableOrdinal[] mine = [.. same];
                // Tables without a price are told of with each currency: they may belong to any.
                return Row(
                    group,
                    same.Key,
                    Figures(mine),
                    [.. mine, .. tables.Where(table => !_charges.IsPriced(table))],
                    mine.Length
                );
            });
    }

    private CostRow Row(
        string? group,
        string? currency,
        CostFigures? figures,
        IReadOnlyCollection<TableOrdinal> tables,
        int priced
    )
    {
        var sizes = tables.Select(table => _context.Table(table).Bytes).ToArray();
        return new(
            group,
            currency,
            figures,
            new(
                tables.Count,
                priced,
                tables.Count(table => _stored[table].IsOverdue),
                tables.Count(table => _stored[table].Use == TableUseState.ProvenUnused),
                tables.Count(table => _stored[table].Use == TableUseState.Unknown),
                tables.Count(table => _stored[table].IsCopy)
            ),
            Array.TrueForAll(sizes, size => size is null) ? null : sizes.Sum(),
            sizes.Count(size => size is null),
            GrowthOf(tables)
        );
    }

    private CostFigures Figures(IReadOnlyCollection<TableOrdinal> tables) =>
        new(
            _charges.Of(tables),
            Between(tables, one => one.IsSure, one => one.IsPossible, one => one.OverdueShare),
            Between(tables, _ => false, one => one.IsOverdue, one => one.OverdueShare),
            Between(
                tables,
                one => one.Use == TableUseState.ProvenUnused,
                one => one.Use is TableUseState.ProvenUnused or TableUseState.Unknown,
                _ => 0
            ),
            Between(tables, one => one.IsCopy, one => one.IsCopy, _ => 0)
        );

    // From the tables that it surely is about, and parts of others, to all that it may be about.
    private MoneyRange Between(
        IReadOnlyCollection<TableOrdinal> tables,
        Func<AvoidableTable, bool> isSure,
        Func<AvoidableTable, bool> isPossible,
        Func<AvoidableTable, decimal> shareOf
    )
    {
        TableOrdinal[] sure = [.. tables.Where(table => isSure(_stored[table]))];
        TableOrdinal[] possible = [.. tables.Where(table => isPossible(_stored[table]))];
        var parts = tables
            .Where(table => !isSure(_stored[table]) && shareOf(_stored[table]) > 0)
            .Sum(table => _charges.Of([table]).Low * shareOf(_stored[table]));
        return new MoneyRange(_charges.Of(sure).Low + parts, _charges.Of(possible).High).Rounded();
    }

    private ByteGrowth? GrowthOf(IEnumerable<TableOrdinal> tables)
    {
        if (_before is not var (at, changed))
        {
            return null;
        }

        var grown = 0L;
        foreach (var table in tables.Select(_context.Table).Where(table => changed.Contains(table.Name)))
        {
            var then = changed[table.Name].FirstOrDefault(one => one.HeldAt(at))?.Value;
            // A size that was or is not known says nothing; a table that was not there has grown from nothing.
            grown += then is { Bytes: null } ? 0 : (table.Bytes ?? 0) - (table.Bytes is null ? 0 : then?.Bytes ?? 0);
        }

        return new(grown, at);
    }

    private TableCost Table(TableOrdinal table)
    {
        var isPriced = _charges.IsPriced(table);
        var found = _stored[table];
        return new(
            _context.Table(table).Name,
            [.. _context.Groups.GroupsOf(table).Select(group => group.Group.Name)],
            _context.Table(table).Bytes,
            isPriced ? [.. _charges.RecordsOf(table).Select(record => record.Scope)] : [],
            isPriced ? _charges.CurrencyOf(table) : null,
            isPriced ? Figures([table]) : null,
            found.IsOverdue,
            found.Use,
            found.IsCopy
        );
    }
}

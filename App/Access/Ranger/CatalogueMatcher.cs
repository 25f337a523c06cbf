using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Access.Ranger.Restrictions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Finds for every table of the catalogue which lists of policies speak on it. Parts of the catalogue are matched on all processors, each
/// with numbers of its own; then all are given common ones, in the catalogue's order, so that numbers do not hang on who was faster.
/// </summary>
internal sealed class CatalogueMatcher
{
    private const int TablesInPart = 4096;

    private readonly ImmutableArray<TableResource> _tables;
    private readonly int[] _only; // by table: the list that decides all; -1 where there are several
    private readonly TableLists?[] _several; // by table: where there are
    private readonly List<TableLists> _signatures = [];
    private readonly Dictionary<TableLists, int> _numbers = [];
    private readonly Dictionary<(int List, bool HasColumns), int> _numbersOfOne = [];
    private readonly RestrictionIndex _restrictions;

    /// <param name="tablesInPart">At least so many, databases being whole.</param>
    internal CatalogueMatcher(
        ImmutableArray<TableResource> tables,
        PolicyCatalog catalog,
        KnownConditions conditions,
        ZoneIndex zones,
        TagIndex tags,
        AccountDirectory accounts,
        RestrictionIndex restrictions,
        CancellationToken cancellationToken,
        int tablesInPart = TablesInPart
    )
    {
        (_tables, _restrictions) = (tables, restrictions);
        (_only, _several) = (new int[tables.Length], new TableLists?[tables.Length]);
        ColumnLists = new int[]?[tables.Length];
        SignatureOf = new int[tables.Length];
        var parts = Parts(tablesInPart);
        var listsOf = Array.ConvertAll(parts, _ => new PolicyListTable(accounts));
        Parallel.For(
            0,
            parts.Length,
            new ParallelOptions
            {
                CancellationToken = cancellationToken,
                MaxDegreeOfParallelism = parts.Length == 1 ? 1 : -1,
            },
            part => Match(parts[part], new(catalog, conditions, zones, tags, accounts, listsOf[part]))
        );
        Lists = listsOf[0];
        Lists.Expect(listsOf.Sum(lists => lists.Count));
        for (var part = 0; part < parts.Length; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Number(parts[part], part == 0 ? null : Lists.Absorb(listsOf[part]));
        }
    }

    internal PolicyListTable Lists { get; }

    internal TableLists[] Signatures => [.. _signatures];

    /// <summary>By signature.</summary>
    internal List<int> FirstTableOf { get; } = [];

    /// <summary>By table.</summary>
    internal int[] SignatureOf { get; }

    /// <summary>By table the list of each column; null where all columns have the same.</summary>
    internal int[]?[] ColumnLists { get; }

    // Never in the middle of a database: its tables share what is found for it.
    private (int From, int To)[] Parts(int atLeast)
    {
        var parts = new List<(int, int)>();
        var from = 0;
        do
        {
            var to = (int)Math.Min((long)from + atLeast, _tables.Length);
            while (to < _tables.Length && _tables[to].Name.Database == _tables[to - 1].Name.Database)
            {
                to++;
            }

            parts.Add((from, to));
            from = to;
        } while (from < _tables.Length);

        return [.. parts];
    }

    private void Match((int From, int To) part, TableMatcher matcher)
    {
        int[] listOfColumn = [];
        for (var table = part.From; table < part.To; table++)
        {
            var columns = _tables[table].Columns.Length;
            listOfColumn = listOfColumn.Length == columns ? listOfColumn : new int[columns];
            _several[table] = matcher.Match(_tables[table], listOfColumn, out _only[table]);
            if (_several[table]?.Columns.Length > 1)
            {
                ColumnLists[table] = [.. listOfColumn];
            }
        }
    }

    /// <param name="numbers">By number of a list in the part: its common number; null where the part's numbers are the common ones.</param>
    private void Number((int From, int To) part, int[]? numbers)
    {
        for (var table = part.From; table < part.To; table++)
        {
            var columnLists = ColumnLists[table];
            if (numbers is not null)
            {
                columnLists = columnLists is null ? null : Array.ConvertAll(columnLists, list => numbers[list]);
                ColumnLists[table] = columnLists;
            }

            var only = _only[table] is var list and >= 0 && numbers is not null ? numbers[list] : _only[table];
            SignatureOf[table] =
                _restrictions.IsEmpty && only >= 0
                    ? NumberOfOne(table, only)
                    : NumberOf(table, Restricted(table, Found(table, only, numbers), columnLists));
        }
    }

    private TableLists Found(int table, int only, int[]? numbers) =>
        only >= 0 ? OfOne(table, only)
        : numbers is null ? _several[table]!
        : _several[table]!.Renumbered(numbers);

    private TableLists OfOne(int table, int list)
    {
        ImmutableArray<int> only = [list];
        return new(list, _tables[table].Columns.IsEmpty ? [] : only, only);
    }

    private TableLists Restricted(int table, TableLists found, int[]? columnLists)
    {
        if (_restrictions.IsEmpty)
        {
            return found;
        }

        if (columnLists is null)
        {
            columnLists = new int[_tables[table].Columns.Length];
            Array.Fill(columnLists, found.Columns.IsEmpty ? 0 : found.Columns[0]);
        }

        var restriction = _restrictions.Match(table, _tables[table], columnLists);
        return restriction == 0 ? found : found with { Restriction = restriction };
    }

    // Most tables have one list for all that can be asked, which needs no comparing.
    private int NumberOfOne(int table, int list)
    {
        var key = (list, !_tables[table].Columns.IsEmpty);
        if (!_numbersOfOne.TryGetValue(key, out var number))
        {
            _numbersOfOne.Add(key, number = Add(table, OfOne(table, list)));
        }

        return number;
    }

    private int NumberOf(int table, TableLists signature)
    {
        if (!_numbers.TryGetValue(signature, out var number))
        {
            _numbers.Add(signature, number = Add(table, signature));
        }

        return number;
    }

    private int Add(int table, TableLists signature)
    {
        _signatures.Add(signature);
        FirstTableOf.Add(table);
        return _signatures.Count - 1;
    }
}

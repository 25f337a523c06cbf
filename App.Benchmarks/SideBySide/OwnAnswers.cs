using GovernanceDashboard.Access;
using GovernanceDashboard.Benchmarks.Questions;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Benchmarks.SideBySide;

/// <summary>The engine's answers in the numbers of the exported files, to be compared with the peers'.</summary>
internal sealed class OwnAnswers
{
    private readonly ReadyEngine _engine;
    private readonly EstateExport _export;
    private readonly EstateCount _full;
    private readonly int[] _numberOf; // by account ordinal
    private readonly PrincipalSet[] _byBit;

    internal OwnAnswers(ReadyEngine engine, EstateExport export)
    {
        (_engine, _export) = (engine, export);
        _full = EngineQuestions.Full(engine);
        _numberOf = [.. engine.Index.Accounts.Select(account => export.AccountNumbers[account.Id.Name])];
        var bits = int.Log2(export.Accounts.Length) + 1;
        _byBit =
        [
            .. Enumerable
                .Range(0, bits)
                .Select(bit =>
                    PrincipalSet.Of(
                        _numberOf.Length,
                        Enumerable
                            .Range(0, _numberOf.Length)
                            .Where(ordinal => (_numberOf[ordinal] >> bit & 1) != 0)
                            .Select(ordinal => new PrincipalOrdinal(ordinal))
                    )
                ),
        ];
    }

    /// <summary>Rows of table, readers, sum of the readers' numbers; tables that nobody reads are left out.</summary>
    internal Dictionary<long, (long Count, long Total)> Tables() =>
        Enumerable
            .Range(0, _full.Readers.Length)
            .Where(table => _full.Readers[table] > 0)
            .ToDictionary(
                table => (long)table,
                table => ((long)_full.Readers[table], Sum(_engine.Index.Readers(new(table))))
            );

    /// <summary>Pairs and people by table group and department; empty cells are left out.</summary>
    internal Dictionary<(long Group, long Department), (long Pairs, long People)> Heatmap()
    {
        var cells = new Dictionary<(long, long), (long, long)>();
        var map = _full.Heatmap;
        for (var group = 0; group < map.Groups.Length; group++)
        {
            for (var population = 0; population < map.Populations.Length; population++)
            {
                var cell = map.Cell(group, population);
                if (cell.Pairs > 0)
                {
                    var key = (
                        _export.GroupNumbers[map.Groups[group].Group.Name],
                        _export.DepartmentNumbers[map.Populations[population].Name]
                    );
                    cells.Add(key, (cell.Pairs, cell.People));
                }
            }
        }

        return cells;
    }

    internal PeerAnswer Who(int table)
    {
        var readers = _engine.Index.Readers(new(table));
        return new(table, readers.Count, Sum(readers));
    }

    internal PeerAnswer What(int account)
    {
        var ordinal = _engine.Index.FindAccount(_export.Accounts[account])!.Value;
        var tables = _engine.Index.WhatCanAccess(ordinal, AccessLevel.Partial);
        return new(account, tables.Length, tables.Sum(access => (long)access.Table.Value));
    }

    private long Sum(PrincipalSet readers)
    {
        var sum = 0L;
        for (var bit = 0; bit < _byBit.Length; bit++)
        {
            sum += (long)readers.CountIn(_byBit[bit]) << bit;
        }

        return sum;
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Simulation;

/// <summary>Compares the estate before and after a change set. Pure: the same index and changes give the same result.</summary>
public static class WhatIf
{
    /// <summary>The exact difference, and the heatmap after it. Only tables and groups with a difference are counted anew.</summary>
    /// <param name="after">Tried on the estate's index.</param>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public static WhatIfResult Compare(WhatIfEstate estate, ChangedAccess after, CancellationToken cancellationToken)
    {
        var before = estate.Index;
        var diff = after.Diff(cancellationToken);

        // Groups are made of names and classes; populations of the directory, which no change set touches.
        var groups = after.HasSameCatalogue ? estate.Groups : TableGroupIndex.Build(after.Facts, cancellationToken);
        var cells = ImmutableArray.CreateBuilder<WhatIfCell>();
        var rows = new Dictionary<int, ImmutableArray<HeatmapCell>>();
        var rowBuilder = new HeatmapRows(estate, after, groups);
        foreach (var group in GroupChange.Of(estate.Groups, after, groups, diff))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(group.Group, rowBuilder.Count(group, cells));
        }

        return new(
            diff,
            estate.Heatmap,
            rowBuilder.After(rows),
            diff.Tables.Count(table => !table.Gained.IsEmpty),
            diff.Tables.Count(table => !table.Lost.IsEmpty),
            People(before, diff.Tables, table => table.Gained).Count,
            People(before, diff.Tables, table => table.Lost).Count,
            Levels(diff),
            cells.ToImmutable()
        )
        {
            TablesDecided = after.TablesDecided,
        };
    }

    private static ImmutableArray<LevelPairs> Levels(AccessDiff diff) =>
        [
            .. diff
                .Tables.SelectMany(table => table.Levels.Shifts)
                .GroupBy(shift => (shift.From, shift.To))
                .OrderBy(shifts => shifts.Key)
                .Select(shifts => new LevelPairs(
                    shifts.Key.From,
                    shifts.Key.To,
                    shifts.Sum(shift => (long)shift.People.Count)
                )),
        ];

    private static PrincipalSet People(
        AccessIndex index,
        ImmutableArray<TableDiff> tables,
        Func<TableDiff, PrincipalSet> people
    )
    {
        var row = new ulong[BitRow.WordsFor(index.Accounts.Length)];
        foreach (var table in tables)
        {
            people(table).OrInto(row);
        }

        return PrincipalSet.FromRow(index.Accounts.Length, row);
    }
}

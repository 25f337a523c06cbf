using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Simulation;

/// <summary>Pairs and people gained and lost in one table group and population. People: those who gain (lose) their first (last) table of the group.</summary>
public sealed record WhatIfCell(
    string Group,
    string Population,
    long PairsGained,
    long PairsLost,
    int PeopleGained,
    int PeopleLost
);

/// <summary>What a change set would do.</summary>
/// <param name="TablesGained">Tables that at least one person gains.</param>
/// <param name="PeopleGained">People who gain at least one table.</param>
/// <param name="Cells">Only cells with a difference; group order, then population order.</param>
public sealed record WhatIfResult(
    AccessDiff Diff,
    Heatmap Before,
    Heatmap After,
    int TablesGained,
    int TablesLost,
    int PeopleGained,
    int PeopleLost,
    ImmutableArray<WhatIfCell> Cells
);

/// <summary>Compares the estate before and after a change set. Pure: the same index and changes give the same result.</summary>
public static class WhatIf
{
    /// <summary>Builds the index after the changes and compares all tables. The changes must fit (see <see cref="ChangeSet.ApplyTo"/>).</summary>
    /// <exception cref="ArgumentException">The indexes have other accounts or tables, or there is no such attribute.</exception>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public static WhatIfResult Compare(
        AccessIndex before,
        AccessIndex after,
        string attribute,
        CancellationToken cancellationToken
    )
    {
        var diff = AccessDiff.Between(before, after, cancellationToken);

        // Groups and populations follow from the catalogue and the directory, which a change set does not touch.
        var groups = TableGroupIndex.Build(before, cancellationToken);
        var populations = PopulationIndex.Build(before);
        return new(
            diff,
            Heatmap.Build(before, groups, populations, attribute, cancellationToken),
            Heatmap.Build(after, groups, populations, attribute, cancellationToken),
            diff.Tables.Count(table => !table.Gained.IsEmpty),
            diff.Tables.Count(table => !table.Lost.IsEmpty),
            People(before, diff.Tables, table => table.Gained).Count,
            People(before, diff.Tables, table => table.Lost).Count,
            Cells(before, after, diff, groups, populations.Of(attribute), cancellationToken)
        );
    }

    private static ImmutableArray<WhatIfCell> Cells(
        AccessIndex before,
        AccessIndex after,
        AccessDiff diff,
        TableGroupIndex groups,
        ImmutableArray<ResolvedPopulation> populations,
        CancellationToken cancellationToken
    )
    {
        var byTable = diff.Tables.ToDictionary(table => table.Table);
        var cells = ImmutableArray.CreateBuilder<WhatIfCell>();
        foreach (var group in groups.Groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = group.Tables.Where(byTable.ContainsKey).Select(table => byTable[table]).ToArray();
            if (changed.Length == 0)
            {
                continue;
            }

            var readBefore = People(before, group.Tables, before.ReadingPeople);
            var readAfter = People(before, group.Tables, after.ReadingPeople);
            var gained = readAfter.Except(readBefore);
            var lost = readBefore.Except(readAfter);
            foreach (var population in populations)
            {
                var cell = new WhatIfCell(
                    group.Group.Name,
                    population.Name,
                    changed.Sum(table => (long)table.Gained.CountIn(population.People)),
                    changed.Sum(table => (long)table.Lost.CountIn(population.People)),
                    gained.CountIn(population.People),
                    lost.CountIn(population.People)
                );
                if (cell.PairsGained + cell.PairsLost > 0)
                {
                    cells.Add(cell);
                }
            }
        }

        return cells.ToImmutable();
    }

    private static PrincipalSet People<T>(AccessIndex index, ImmutableArray<T> tables, Func<T, PrincipalSet> readers)
    {
        var row = new ulong[BitRow.WordsFor(index.Accounts.Length)];
        foreach (var table in tables)
        {
            readers(table).OrInto(row);
        }

        return PrincipalSet.FromRow(index.Accounts.Length, row);
    }
}

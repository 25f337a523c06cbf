using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Simulation;

/// <summary>The rows of a heatmap after a change, from the rows before it and what changes in the group.</summary>
internal sealed class HeatmapRows(WhatIfEstate estate, ChangedAccess after, TableGroupIndex groups)
{
    private readonly ImmutableArray<ResolvedPopulation> _populations = estate.Heatmap.Populations;
    private readonly PopulationCounts _counts = new(estate.Heatmap.Populations);

    /// <summary>The group's row after: its populations, then all people.</summary>
    /// <param name="changed">Gets the group's cells with a difference.</param>
    internal ImmutableArray<HeatmapCell> Count(GroupChange change, ImmutableArray<WhatIfCell>.Builder changed)
    {
        var (was, will) = (estate.Groups.Groups[change.Group], groups.Groups[change.Group]);
        var tally = new LevelTally(_populations.Length);
        foreach (var table in change.Tables)
        {
            tally.Add(table, _counts);
        }

        // Gaining a group's first table means reading none of it before, and losing its last reading none after.
        var gained = Without(
            change.Tables.Select(table => table.Gained),
            was.Tables.DistinctBy(estate.Index.Signature),
            estate.Index.ReadingPeople
        );
        var lost = Without(
            change.Tables.Select(table => table.Lost),
            will.Tables.DistinctBy(after.SignatureOf),
            after.ReadingPeople
        );
        var (peopleGained, peopleLost) = (_counts.Of(gained), _counts.Of(lost));
        var unknown = Unknown(will);
        var row = ImmutableArray.CreateBuilder<HeatmapCell>(_populations.Length + 1);
        for (var population = 0; population < _populations.Length; population++)
        {
            var before = estate.Heatmap.Cell(change.Group, population);
            var cell = new WhatIfCell(
                will.Group.Name,
                _populations[population].Name,
                tally.PairsGained(population),
                tally.PairsLost(population),
                peopleGained[population],
                peopleLost[population],
                tally.Gained(population),
                tally.Lost(population),
                tally.Levels(population)
            );
            if (!cell.Levels.IsEmpty || cell.Gained.High + cell.Lost.High > 0)
            {
                changed.Add(cell);
            }

            row.Add(
                new(
                    before.People + cell.PeopleGained - cell.PeopleLost,
                    before.PopulationSize,
                    before.Pairs + cell.PairsGained - cell.PairsLost,
                    unknown(_populations[population].People)
                )
            );
        }

        var total = estate.Heatmap.Totals[change.Group];
        row.Add(
            new(
                total.People + gained.Count - lost.Count,
                total.PopulationSize,
                row.Sum(cell => cell.Pairs),
                unknown(estate.Index.People)
            )
        );
        return row.ToImmutable();
    }

    internal Heatmap After(Dictionary<int, ImmutableArray<HeatmapCell>> rows)
    {
        var cells = estate.Heatmap.Cells.ToBuilder();
        var totals = estate.Heatmap.Totals.ToBuilder();
        foreach (var (group, row) in rows)
        {
            for (var population = 0; population < _populations.Length; population++)
            {
                cells[(group * _populations.Length) + population] = row[population];
            }

            totals[group] = row[^1];
        }

        return estate.Heatmap with
        {
            Groups = groups.Groups,
            Cells = cells.MoveToImmutable(),
            Totals = totals.MoveToImmutable(),
        };
    }

    // Those of the sets who read none of the tables.
    private PrincipalSet Without(
        IEnumerable<PrincipalSet> people,
        IEnumerable<TableOrdinal> tables,
        Func<TableOrdinal, PrincipalSet> readers
    )
    {
        var left = people
            .Distinct()
            .Aggregate(PrincipalSet.Empty(estate.Index.Accounts.Length), (all, more) => all.Union(more));
        foreach (var table in tables)
        {
            if (left.IsEmpty)
            {
                break;
            }

            left = left.Except(readers(table));
        }

        return left;
    }

    private Func<PrincipalSet, bool> Unknown(ResolvedTableGroup group)
    {
        if (group.Unclassified > 0)
        {
            return _ => true;
        }

        if (!after.MayBeConditional)
        {
            return _ => false;
        }

        var uncertain = PrincipalSet.Empty(estate.Index.Accounts.Length);
        foreach (var table in group.Tables.DistinctBy(after.SignatureOf))
        {
            uncertain = uncertain.Union(after.PossiblyReadingPeople(table).Except(after.ReadingPeople(table)));
        }

        return people => uncertain.CountIn(people) > 0;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Simulation;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>What the changes do to one table group and population.</summary>
/// <param name="Population">Null stands for all people.</param>
/// <param name="Gained">How far the pairs gained can be off, where access hangs on conditions.</param>
/// <param name="Levels">Pairs by level before and after.</param>
public sealed record ImpactRow(
    string Group,
    string? Population,
    HeatmapCell Before,
    HeatmapCell After,
    long PairsGained,
    long PairsLost,
    int PeopleGained,
    int PeopleLost,
    PairRange Gained,
    PairRange Lost,
    ImmutableArray<LevelPairs> Levels
)
{
    public static IReadOnlyList<string> CsvHeader { get; } =
    [
        "group",
        "population",
        "population_size",
        "people_before",
        "people_after",
        "breadth_before_pct",
        "breadth_after_pct",
        "people_lost",
        "people_gained",
        "pairs_before",
        "pairs_after",
        "pairs_lost",
        "pairs_gained",
        "pairs_lost_low",
        "pairs_lost_high",
        "pairs_gained_low",
        "pairs_gained_high",
        "levels",
        "unknown",
        .. StampColumns.Header,
    ];

    /// <summary>Pairs that change, either way: what rows are ordered by.</summary>
    public long Impact => PairsGained + PairsLost;

    /// <summary>The changes of level in words, the most pairs first.</summary>
    public string LevelText =>
        string.Join(
            ", ",
            Levels
                .OrderByDescending(levels => levels.Pairs)
                .Select(levels =>
                    $"{LevelChip.TextOf(levels.From)} → {LevelChip.TextOf(levels.To)}: {Figures.Count(levels.Pairs)}"
                )
        );

    /// <summary>One row per table group that changes, against all people, biggest change first.</summary>
    public static ImmutableArray<ImpactRow> ByGroup(WhatIfResult result) =>
        ByImpact(
            result
                .Cells.GroupBy(cell => cell.Group, StringComparer.Ordinal)
                .Select(cells =>
                {
                    // The populations of one attribute are disjoint and cover all people: their sums are the group's.
                    var group = GroupIndex(result.Before, cells.Key);
                    return new ImpactRow(
                        cells.Key,
                        null,
                        result.Before.Totals[group],
                        result.After.Totals[GroupIndex(result.After, cells.Key)],
                        cells.Sum(cell => cell.PairsGained),
                        cells.Sum(cell => cell.PairsLost),
                        cells.Sum(cell => cell.PeopleGained),
                        cells.Sum(cell => cell.PeopleLost),
                        Sum(cells.Select(cell => cell.Gained)),
                        Sum(cells.Select(cell => cell.Lost)),
                        [
                            .. cells
                                .SelectMany(cell => cell.Levels)
                                .GroupBy(levels => (levels.From, levels.To))
                                .OrderBy(levels => levels.Key)
                                .Select(levels => new LevelPairs(
                                    levels.Key.From,
                                    levels.Key.To,
                                    levels.Sum(part => part.Pairs)
                                )),
                        ]
                    );
                })
        );

    /// <summary>One row per changed cell, biggest change first.</summary>
    public static ImmutableArray<ImpactRow> ByCell(WhatIfResult result) =>
        ByImpact(
            result.Cells.Select(cell => new ImpactRow(
                cell.Group,
                cell.Population,
                CellOf(result.Before, cell.Group, cell.Population),
                CellOf(result.After, cell.Group, cell.Population),
                cell.PairsGained,
                cell.PairsLost,
                cell.PeopleGained,
                cell.PeopleLost,
                cell.Gained,
                cell.Lost,
                cell.Levels
            ))
        );

    public IReadOnlyList<string?> CsvRow(ImmutableArray<string> stamp) =>
        [
            Group,
            Population ?? "all people",
            Before.PopulationSize.ToString(CultureInfo.InvariantCulture),
            Before.People.ToString(CultureInfo.InvariantCulture),
            After.People.ToString(CultureInfo.InvariantCulture),
            Before.BreadthPercent?.ToString("0.00", CultureInfo.InvariantCulture),
            After.BreadthPercent?.ToString("0.00", CultureInfo.InvariantCulture),
            PeopleLost.ToString(CultureInfo.InvariantCulture),
            PeopleGained.ToString(CultureInfo.InvariantCulture),
            Before.Pairs.ToString(CultureInfo.InvariantCulture),
            After.Pairs.ToString(CultureInfo.InvariantCulture),
            PairsLost.ToString(CultureInfo.InvariantCulture),
            PairsGained.ToString(CultureInfo.InvariantCulture),
            Lost.Low.ToString(CultureInfo.InvariantCulture),
            Lost.High.ToString(CultureInfo.InvariantCulture),
            Gained.Low.ToString(CultureInfo.InvariantCulture),
            Gained.High.ToString(CultureInfo.InvariantCulture),
            string.Join(
                "; ",
                Levels.Select(levels =>
                    string.Create(CultureInfo.InvariantCulture, $"{levels.From} > {levels.To} {levels.Pairs}")
                )
            ),
            Before.IsUnknown || After.IsUnknown ? "yes" : "no",
            .. stamp,
        ];

    private static PairRange Sum(IEnumerable<PairRange> ranges) =>
        ranges.Aggregate(default(PairRange), (sum, range) => new(sum.Low + range.Low, sum.High + range.High));

    private static ImmutableArray<ImpactRow> ByImpact(IEnumerable<ImpactRow> rows) =>
        [
            .. rows.OrderByDescending(row => row.Impact)
                .ThenBy(row => row.Group, StringComparer.Ordinal)
                .ThenBy(row => row.Population, StringComparer.Ordinal),
        ];

    private static HeatmapCell CellOf(Heatmap heatmap, string group, string population) =>
        heatmap.Cell(GroupIndex(heatmap, group), PopulationIndexOf(heatmap, population));

    private static int GroupIndex(Heatmap heatmap, string group) =>
        heatmap.Groups.Select((found, index) => (found.Group.Name, index)).First(pair => pair.Name == group).index;

    private static int PopulationIndexOf(Heatmap heatmap, string population) =>
        heatmap.Populations.Select((found, index) => (found.Name, index)).First(pair => pair.Name == population).index;
}

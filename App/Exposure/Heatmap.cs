using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>One table group against one population.</summary>
/// <param name="People">|∪ over t in g of Eff(t) ∩ p|.</param>
/// <param name="PopulationSize">|p|; a cell over nobody has no breadth.</param>
/// <param name="Pairs">Σ over t in g of |Eff(t) ∩ p|.</param>
/// <param name="IsUnknown">
/// The group holds an unclassified table, or its tables have conditional readers in the population: the cell must never look safe.
/// </param>
public readonly record struct HeatmapCell(int People, int PopulationSize, long Pairs, bool IsUnknown)
{
    /// <summary>100·people / |p|, in percent; null where the population is empty.</summary>
    public double? BreadthPercent => PopulationSize == 0 ? null : 100.0 * People / PopulationSize;
}

/// <summary>Table groups x populations of one attribute (product definitions, "Heatmap cell").</summary>
/// <param name="Cells">Row by row: group g, population p stands at g·Populations.Length + p.</param>
/// <param name="Totals">One cell per group against all of P.</param>
public sealed record Heatmap(
    string Attribute,
    ImmutableArray<ResolvedTableGroup> Groups,
    ImmutableArray<ResolvedPopulation> Populations,
    ImmutableArray<HeatmapCell> Cells,
    ImmutableArray<HeatmapCell> Totals
)
{
    public HeatmapCell Cell(int group, int population) => Cells[(group * Populations.Length) + population];

    /// <exception cref="ArgumentException">The attribute is not one of <see cref="PopulationIndex.Attributes"/>.</exception>
    /// <exception cref="OperationCanceledException">The count was cancelled.</exception>
    public static Heatmap Build(
        AccessIndex index,
        TableGroupIndex groups,
        PopulationIndex populations,
        string attribute,
        CancellationToken cancellationToken
    ) => new HeatmapBuilder(index, groups, populations.Of(attribute)).Build(attribute, cancellationToken);
}

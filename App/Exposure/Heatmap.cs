using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure.Metrics;

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
    /// <summary>The exposure measure that was asked for; null where none was, or where it does not apply.</summary>
    public MeasureRange? Exposed { get; init; }

    /// <summary>Its figures are of few people, or would give such figures away, and may not be shown: they are zero here and mean nothing.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>One measure of the cell; null where the population is empty, or the measure does not apply or was not asked for.</summary>
    public MeasureRange? Of(HeatmapMeasure measure) =>
        PopulationSize == 0 || IsWithheld
            ? null
            : measure switch
            {
                HeatmapMeasure.People => MeasureRange.Exactly(People),
                HeatmapMeasure.Breadth => BreadthPercent is { } percent ? MeasureRange.Exactly(percent) : null,
                HeatmapMeasure.Pairs => MeasureRange.Exactly(Pairs),
                HeatmapMeasure.Excess or HeatmapMeasure.Mass or HeatmapMeasure.Days or HeatmapMeasure.Subjects =>
                    Exposed,
            };

    /// <summary>100·people / |p|, in percent; null where the population is empty, or it may not be shown.</summary>
    public double? BreadthPercent => PopulationSize == 0 || IsWithheld ? null : 100.0 * People / PopulationSize;
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

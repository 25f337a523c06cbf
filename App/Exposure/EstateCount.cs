using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>How many read each table, and the heatmap: counted in one pass over the catalogue.</summary>
/// <param name="Readers">By table: accounts (people's and services') at level Full or Partial.</param>
/// <param name="People">By table: |Eff(t)|.</param>
public sealed record EstateCount(Heatmap Heatmap, ImmutableArray<int> Readers, ImmutableArray<int> People)
{
    /// <summary>Person-table pairs of the whole estate.</summary>
    public long Pairs => People.Sum(people => (long)people);

    /// <summary>Makes every distinct set of readers once, on all processors, and keeps none.</summary>
    /// <exception cref="ArgumentException">The attribute is not one of <see cref="PopulationIndex.Attributes"/>.</exception>
    /// <exception cref="OperationCanceledException">The count was cancelled.</exception>
    public static EstateCount Of(
        AccessIndex index,
        TableGroupIndex groups,
        PopulationIndex populations,
        string attribute,
        CancellationToken cancellationToken
    ) =>
        new HeatmapBuilder(index, groups, populations.Of(attribute), isWhole: true).Count(attribute, cancellationToken);
}

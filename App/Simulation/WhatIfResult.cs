using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Simulation;

/// <summary>Pairs whose level changes in one particular way.</summary>
/// <param name="Pairs">At least 1.</param>
public sealed record LevelPairs(AccessLevel From, AccessLevel To, long Pairs);

/// <summary>
/// What changes in one table group and population. A table that enters the group brings its pairs, one that leaves takes them away; so
/// pairs after are pairs before, and those gained, less those lost.
/// </summary>
/// <param name="PairsGained">Person-table pairs that come to read (Eff).</param>
/// <param name="PeopleGained">People who gain their first table of the group.</param>
/// <param name="PeopleLost">People who lose their last.</param>
/// <param name="Gained">How far the pairs gained can be off, where access hangs on conditions.</param>
/// <param name="Levels">Every change of level, by level before and then after; masked-only readers and mere sight included.</param>
public sealed record WhatIfCell(
    string Group,
    string Population,
    long PairsGained,
    long PairsLost,
    int PeopleGained,
    int PeopleLost,
    PairRange Gained,
    PairRange Lost,
    ImmutableArray<LevelPairs> Levels
);

/// <summary>What a change set would do.</summary>
/// <param name="TablesGained">Tables that at least one person gains.</param>
/// <param name="PeopleGained">People who gain at least one table.</param>
/// <param name="Levels">Every change of level over all tables, in a group or not.</param>
/// <param name="Cells">Only cells with a difference at any level; group order, then population order.</param>
public sealed record WhatIfResult(
    AccessDiff Diff,
    Heatmap Before,
    Heatmap After,
    int TablesGained,
    int TablesLost,
    int PeopleGained,
    int PeopleLost,
    ImmutableArray<LevelPairs> Levels,
    ImmutableArray<WhatIfCell> Cells
)
{
    /// <summary>Tables that were decided anew to tell the difference; null where the change set made it necessary to decide all of them.</summary>
    public int? TablesDecided { get; init; }

    /// <summary>How the difference was found, in a sentence.</summary>
    public string Method =>
        TablesDecided is { } tables
            ? $"Told from the difference: {tables} {(tables == 1 ? "table was" : "tables were")} decided anew, the others cannot have changed."
            : "Decided whole: every table was decided anew, since the changes may reach any of them.";
}

/// <summary>The estate that changes are tried on, with what is known of it already.</summary>
/// <param name="Heatmap">Of these groups and populations; its attribute is the one by which the result is broken down.</param>
public sealed record WhatIfEstate(
    AccessIndex Index,
    TableGroupIndex Groups,
    PopulationIndex Populations,
    Heatmap Heatmap
)
{
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    /// <exception cref="OperationCanceledException">The count was cancelled.</exception>
    public static WhatIfEstate Of(AccessIndex index, string attribute, CancellationToken cancellationToken)
    {
        var groups = TableGroupIndex.Build(index, cancellationToken);
        var populations = PopulationIndex.Build(index);
        return new(index, groups, populations, Heatmap.Build(index, groups, populations, attribute, cancellationToken));
    }
}

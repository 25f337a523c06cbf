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
    public static WhatIfResult Compare(
        AccessIndex before,
        AccessIndex after,
        string attribute,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();
}

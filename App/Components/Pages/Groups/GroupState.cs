using System.Collections.Immutable;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Groups;

/// <summary>A person of the cell, flat for the grid.</summary>
/// <param name="Tables">Tables of the group that they can read.</param>
public sealed record GroupPerson(
    PrincipalLabel Principal,
    string Reference,
    string Department,
    string Team,
    string Level,
    string Region,
    string Employment,
    string Status,
    int Tables
);

/// <summary>A table of the group, flat for the grid.</summary>
/// <param name="LabelRank">For sorting: unclassified above Restricted, since it may be anything.</param>
/// <param name="People">People of the population who can read it.</param>
public sealed record GroupTable(
    TableName Table,
    string Name,
    SensitivityLabel? Label,
    int LabelRank,
    string Classes,
    int People,
    int AllPeople,
    int Services,
    bool IsConditional
);

/// <summary>What the drill-down shows. Replaced whole, never edited.</summary>
/// <param name="Accountable">Who answers for the group; null where nobody is named.</param>
/// <param name="Populations">Those of the chosen attribute, to move along the heatmap's row.</param>
public sealed record GroupState(
    GroupAddress Address,
    ViewState View,
    string? Message,
    CellAnswer? Cell,
    ResolvedTableGroup? Group,
    PrincipalLabel? Accountable,
    ImmutableArray<ResolvedPopulation> Populations,
    IReadOnlyList<GroupPerson> People,
    IReadOnlyList<GroupTable> Tables
)
{
    public static GroupState Start { get; } = new(new(""), ViewState.Loading, null, null, null, null, [], [], []);

    public string Attribute => Address.Attribute ?? PopulationIndex.Attributes[0];

    public string PopulationText => Address.Population ?? "all people";

    public bool ShowsTables => Address.Tab == "tables";

    public int Unclassified => Tables.Count(table => table.Label is null);

    public int Conditional => Tables.Count(table => table.IsConditional);
}

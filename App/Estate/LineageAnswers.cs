using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>One resource upstream or downstream of a table.</summary>
/// <param name="Reach">How far away, and over what.</param>
/// <param name="Name">As people read it: a dashboard by its name.</param>
/// <param name="Classes">Downstream: the table's classes that come along. Upstream: the classes of the resource itself.</param>
/// <param name="People">
/// People who read it: of a table unmasked, of a dashboard its audience. Null where that is unknown: no such table in the catalogue, an address outside, a
/// dashboard whose audience no source gives.
/// </param>
/// <param name="Others">Of them, those who do not read the table itself; null where unknown. Filled downstream only.</param>
public sealed record LineageRow(
    LineageReach Reach,
    string Name,
    ImmutableArray<string> Classes,
    int? People,
    int? Others
)
{
    /// <summary>Columns that the classes come into, where they are known; empty for any.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];
}

/// <summary>What flows into a table and out of it, over any number of steps.</summary>
/// <param name="IsKnown">False where no lineage was imported and no view is understood: then empty lists say nothing.</param>
/// <param name="People">People who read the table itself.</param>
/// <param name="Classes">Of the table, sorted.</param>
/// <param name="Upstream">Nearest first.</param>
/// <param name="Downstream">Nearest first.</param>
public sealed record LineageAnswer(
    TableName Table,
    bool IsKnown,
    int People,
    ImmutableArray<string> Classes,
    ImmutableArray<LineageRow> Upstream,
    ImmutableArray<LineageRow> Downstream,
    AnswerStamp Stamp
)
{
    /// <summary>One sentence for both skins.</summary>
    public string Sentence =>
        !IsKnown ? "No lineage was imported: what flows into this table and out of it is unknown."
        : Upstream.IsEmpty && Downstream.IsEmpty
            ? "The lineage that was imported names nothing that flows into this table or out of it."
        : Words();

    private string Words()
    {
        var open = Downstream.Where(row => row.Others > 0).ToArray();
        var unknown = Downstream.Count(row => row.People is null);
        return $"{Downstream.Length} downstream, {Upstream.Length} upstream."
            + (
                open.Length == 0
                    ? ""
                    : $" {open.Length} downstream {(open.Length == 1 ? "is" : "are")} read by people who do not read this table."
            )
            + (unknown == 0 ? "" : $" Who reads {unknown} of them is unknown.");
    }
}

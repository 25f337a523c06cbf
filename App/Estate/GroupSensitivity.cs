using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>How sensitive a table group is as a whole.</summary>
/// <param name="Label">That of its most sensitive table, raised by what fired; null where nothing is known. Unclassified tables are counted apart, never as safe.</param>
/// <param name="Highest">The most sensitive table's own.</param>
/// <param name="Unclassified">Tables of the group without any class.</param>
/// <param name="Fired">Combinations that its tables hold together.</param>
public sealed record GroupSensitivity(
    SensitivityLabel? Label,
    SensitivityLabel? Highest,
    int Unclassified,
    ImmutableArray<FiredCombination> Fired
)
{
    public static GroupSensitivity Of(ResolvedTableGroup group, EstateView view)
    {
        var highest = group
            .Tables.Select(table => ClassTaxonomy.LabelOf(view.Groups.ClassesOf(table), view.Groups.PossibleOf(table)))
            .Max();
        var fired = CombinationRules.Fire(group.Tables.Select(view.Index.Table));
        return new(CombinationRules.LabelOf(highest, fired), highest, group.Unclassified, fired);
    }

    /// <summary>For a reader.</summary>
    public string LabelText =>
        Label is not { } label ? "unknown"
        : Unclassified > 0 ? $"{label} or more"
        : label.ToString();
}

using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Controls;

/// <summary>What somebody sees less of in a table: masked columns, filtered rows.</summary>
public sealed partial class RestrictionChips : ComponentBase
{
    [Parameter, EditorRequired]
    public required ReaderRestrictions Restrictions { get; set; }

    /// <summary>Says which masks and which filter, when pointed at.</summary>
    [Parameter]
    public string? Title { get; set; }
}

using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Catalog;

/// <summary>One table in the properties pane, with the ways on from it.</summary>
public sealed partial class TableProperties : ComponentBase
{
    [Parameter, EditorRequired]
    public required TableSummary Table { get; set; }

    /// <summary>Null while it is being asked for, or of another table than the one selected.</summary>
    [Parameter]
    public TableDetail? Detail { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;
}

using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>What the sources say of a table besides access.</summary>
public sealed partial class TableFactsPart : ComponentBase
{
    [Parameter, EditorRequired]
    public required TableDetail Detail { get; set; }

    /// <summary>Raised when a class was set by hand or taken back.</summary>
    [Parameter]
    public EventCallback OnClassified { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;
}

using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Controls;

/// <summary>A table's full name as a link to its page, over the picture that is shown.</summary>
public sealed partial class TableLink : ComponentBase
{
    [Parameter, EditorRequired]
    public TableName Table { get; set; }

    [Parameter]
    public string? Tab { get; set; }

    [Parameter]
    public string? Column { get; set; }

    /// <summary>Opens the explanation of this person's access: a label's reference.</summary>
    [Parameter]
    public string? Person { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;
}

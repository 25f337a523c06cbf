using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>What comes nearest to a refused access, what stops it, and what it would take.</summary>
public sealed partial class NearestPart : ComponentBase
{
    [Parameter, EditorRequired]
    public required NearestAnswer Nearest { get; set; }

    [Parameter, EditorRequired]
    public TableName Table { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    private string? Link => ChangeLink.Of(Picture, Nearest.Changes, Table);
}

using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>The smallest removals that end one principal's access to one table; each can be tried in What-if.</summary>
public sealed partial class CutsPart : ComponentBase
{
    [Parameter, EditorRequired]
    public required CutsAnswer Cuts { get; set; }

    [Parameter, EditorRequired]
    public TableName Table { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    private string? LinkOf(ExplainedCut cut) => ChangeLink.Of(Picture, cut.Changes, Table);
}

using System.Collections.Immutable;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Resources that lineage leads to, nearest first.</summary>
public sealed partial class LineageGrid : ComponentBase
{
    private RowSource<LineageRow> _rows = RowSource.Of<LineageRow>([]);

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required ImmutableArray<LineageRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required string ClassesTitle { get; set; }

    /// <summary>Whether the rows say how many readers do not read the table itself.</summary>
    [Parameter]
    public bool HasOthers { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    /// <inheritdoc />
    protected override void OnParametersSet() => _rows = RowSource.Of(Rows);
}

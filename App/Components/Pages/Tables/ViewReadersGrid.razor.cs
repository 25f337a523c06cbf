using System.Collections.Immutable;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Accounts that read views over a table, with the views.</summary>
public sealed partial class ViewReadersGrid : ComponentBase
{
    private RowSource<ReaderRow> _rows = RowSource.Of<ReaderRow>([]);

    [Parameter, EditorRequired]
    public required TableName Table { get; set; }

    [Parameter, EditorRequired]
    public ImmutableArray<ReaderRow> Readers { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    /// <inheritdoc />
    protected override void OnParametersSet() => _rows = RowSource.Of(Readers);
}

using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>A table's columns with the classes on each and how many people can read it.</summary>
public sealed partial class TableColumnsPart : ComponentBase
{
    private TableDetail? _shown;
    private RowSource<ColumnDetail> _columns = RowSource.Of<ColumnDetail>([]);

    [Parameter, EditorRequired]
    public required TableDetail Detail { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Detail))
        {
            (_shown, _columns) = (Detail, RowSource.Of(Detail.Columns));
        }
    }

    private string ReadersOf(ColumnDetail row) =>
        Urls.Table(Picture, new TableAddress(Detail.Summary.Name, "readers", row.Column.Name));
}

using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Who reads a table's files without Hive, where they lie, and who may elevate.</summary>
public sealed partial class TableFilesPart : ComponentBase
{
    private RowSource<FileReaderRow> _rows = RowSource.Of<FileReaderRow>([]);

    [Parameter, EditorRequired]
    public required FilesAnswer Answer { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    /// <inheritdoc />
    protected override void OnParametersSet() => _rows = RowSource.Of(Answer.Readers);
}

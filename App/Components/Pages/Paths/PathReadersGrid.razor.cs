using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Paths;

/// <summary>Accounts that read an address, with their ways in.</summary>
public sealed partial class PathReadersGrid : ComponentBase
{
    [Parameter, EditorRequired]
    public required RowSource<PathReaderRow> Rows { get; set; }
}

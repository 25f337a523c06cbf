using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>Findings in rows; each can be looked at, and chosen together with others.</summary>
public sealed partial class FindingGrid : ComponentBase
{
    [Parameter, EditorRequired]
    public required RowSource<FindingRow> Source { get; set; }

    [Parameter]
    public bool MayChoose { get; set; }

    [Parameter, EditorRequired]
    public required Func<FindingRow, bool> IsChosen { get; set; }

    [Parameter]
    public bool AreAllChosen { get; set; }

    [Parameter]
    public EventCallback<FindingRow> OnSelect { get; set; }

    /// <summary>Raised to choose a row, or to leave it out again.</summary>
    [Parameter]
    public EventCallback<FindingRow> OnChoose { get; set; }

    /// <summary>Raised to choose all rows, or none.</summary>
    [Parameter]
    public EventCallback OnChooseAll { get; set; }
}

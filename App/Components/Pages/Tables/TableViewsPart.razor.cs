using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Who reads a table's data through views over it, and what a view itself shows.</summary>
public sealed partial class TableViewsPart : ComponentBase
{
    [Parameter, EditorRequired]
    public required ViewsAnswer Answer { get; set; }

    private bool HasConcern =>
        Answer.Through is { People: > 0 } or { Services: > 0 } or { PeopleReadingLess: > 0 } or { UnclearViews: > 0 };
}

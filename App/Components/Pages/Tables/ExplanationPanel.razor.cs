using GovernanceDashboard.Access;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Why one principal can, or cannot, read one table: the verdict, what decided, and what lost.</summary>
public sealed partial class ExplanationPanel : ComponentBase
{
    [Parameter, EditorRequired]
    public required ExplainAnswer Answer { get; set; }

    /// <summary>How many columns the table has; null where a column is asked about.</summary>
    [Parameter]
    public int? AllColumns { get; set; }

    /// <summary>The rows of the paths' CSV file; null where the panel offers none.</summary>
    [Parameter]
    public Func<CancellationToken, Task<IReadOnlyList<IReadOnlyList<string?>>>>? PathRows { get; set; }

    private bool IsReading => Answer.Level is AccessLevel.Full or AccessLevel.Partial;
}

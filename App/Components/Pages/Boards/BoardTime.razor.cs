using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>The second question: for how long. Until the ledger has answered, what is open now.</summary>
public sealed partial class BoardTime : BoardPart
{
    [Parameter, EditorRequired]
    public required BoardAnswer Answer { get; set; }

    [Parameter, EditorRequired]
    public required BoardViewModel Board { get; set; }
}

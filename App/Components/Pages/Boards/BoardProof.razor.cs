using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>What the logs prove: the three counts, and the sentence that may be said only beside them.</summary>
public sealed partial class BoardProof : BoardPart
{
    [Parameter, EditorRequired]
    public required BoardViewModel Board { get; set; }
}

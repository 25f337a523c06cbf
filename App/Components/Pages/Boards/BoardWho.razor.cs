using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>The first question: who has access.</summary>
public sealed partial class BoardWho : BoardPart
{
    [Parameter, EditorRequired]
    public required BoardAnswer Answer { get; set; }

    private ScopeStanding S => Answer.Standing;
}

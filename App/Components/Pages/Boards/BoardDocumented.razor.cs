using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>The fourth question: is the exception documented.</summary>
public sealed partial class BoardDocumented : BoardPart
{
    [Parameter, EditorRequired]
    public required BoardAnswer Answer { get; set; }

    /// <summary>The role may see whom exceptions name, so that an empty list means that there are none.</summary>
    [Parameter]
    public bool MaySeeNames { get; set; }

    private DocumentedPairs D => Answer.Standing.Documented;

    private static string Word(ExceptionState state) =>
        state switch
        {
            ExceptionState.InForce => "in force",
            ExceptionState.Ended => "ended",
            ExceptionState.NotBegun => "not begun",
        };

    private static string Chip(ExceptionState state) =>
        state switch
        {
            ExceptionState.InForce => "chip",
            ExceptionState.Ended or ExceptionState.NotBegun => "chip warn",
        };
}

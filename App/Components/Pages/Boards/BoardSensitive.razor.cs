using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>The third question: to which sensitive tables, and how that is known.</summary>
public sealed partial class BoardSensitive : BoardPart
{
    [Parameter, EditorRequired]
    public required BoardAnswer Answer { get; set; }

    private static string Bases(BoardClass one) => string.Join("; ", one.Bases.Select(Figures.Basis));

    private static string Query(BoardLabel label) => label.Label?.ToString().ToLowerInvariant() ?? "unknown";
}

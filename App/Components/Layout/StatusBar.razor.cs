using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Layout;

/// <summary>What every figure rests on, what runs, and as whom.</summary>
public sealed partial class StatusBar : ComponentBase
{
    [Parameter, EditorRequired]
    public required ShellState State { get; set; }

    [Parameter]
    public EventCallback<Guid> OnCancel { get; set; }

    [Parameter]
    public EventCallback OnShowNewest { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    [CascadingParameter]
    private CurrentUser? User { get; set; }

    private static string Score(double score) => QualityText.Of(score);

    // The words carry the meaning; the dot only repeats it.
    private static string QualityCss(double score) =>
        score >= 90 ? "good"
        : score >= 70 ? "fair"
        : "poor";
}

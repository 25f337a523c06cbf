using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>What the answers cannot rest on.</summary>
public sealed partial class BoardGaps : BoardPart
{
    [Parameter, EditorRequired]
    public required BoardAnswer Answer { get; set; }

    private string Lowered =>
        string.Join(
            ", ",
            Answer
                .Stamp.Quality.Parts.Where(part => part is { Weight: > 0, Score: < 100 })
                .Select(part => $"{part.Name.ToLowerInvariant()} ({QualityText.Of(part.Score)})")
        );
}

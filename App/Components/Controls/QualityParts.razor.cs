using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Controls;

/// <summary>The parts of a data-quality score: what lowered it, what to do, and the first rows to look at. The lowest first.</summary>
public sealed partial class QualityParts : ComponentBase
{
    [Parameter, EditorRequired]
    public required DataQuality Quality { get; set; }

    private ImmutableArray<QualityPart> Shown =>
        [.. Quality.Parts.OrderBy(part => part.Weight == 0).ThenBy(part => part.Score)];

    private static string ScoreText(QualityPart part) => part.Weight == 0 ? "not counted" : QualityText.Of(part.Score);

    private static string WeightText(QualityPart part) =>
        part.Weight == 0
            ? "There was nothing to look at: the part does not count."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{part.Faults} of {part.Of} at fault. Weight {part.Weight} in the score."
            );
}

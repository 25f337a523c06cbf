using GovernanceDashboard.Domain;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Controls;

/// <summary>A sensitivity label. Unclassified is unknown: violet and hatched, never a colour that means safe.</summary>
public sealed partial class LabelChip : ComponentBase
{
    /// <summary>Null means unclassified.</summary>
    [Parameter, EditorRequired]
    public SensitivityLabel? Label { get; set; }

    private string Text => Label?.ToString() ?? "Unknown";

    private string Css => Text.ToLowerInvariant();

    private string Meaning =>
        Label is not { } label
            ? "Unclassified: nothing says what this holds, so it counts as sensitive"
            : label switch
            {
                SensitivityLabel.Public => "Public: disclosure harms nobody",
                SensitivityLabel.Internal => "Internal: not for outside",
                SensitivityLabel.Confidential => "Confidential: disclosure does harm",
                SensitivityLabel.Restricted => "Restricted: disclosure does grave harm",
            };
}

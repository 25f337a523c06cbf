using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.EvidencePacks;

/// <summary>The counts of a pack before it is written.</summary>
public sealed partial class PackPreviewPart : ComponentBase
{
    [Parameter, EditorRequired]
    public required PackPreview Preview { get; set; }
}

using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Evidence;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.EvidencePacks;

/// <summary>How a verification goes, and what it found.</summary>
public sealed partial class VerificationPart : ComponentBase
{
    /// <summary>The pack's id; null shows nothing.</summary>
    [Parameter, EditorRequired]
    public string? Pack { get; set; }

    [Parameter, EditorRequired]
    public required JobRun<EvidenceVerification> Run { get; set; }
}

using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.EvidencePacks;

/// <summary>The packs of the data folder.</summary>
public sealed partial class PackList : ComponentBase
{
    [Parameter, EditorRequired]
    public required RowSource<ShelvedPack> Source { get; set; }

    /// <summary>Raised with a pack's id.</summary>
    [Parameter]
    public EventCallback<string> OnVerify { get; set; }
}

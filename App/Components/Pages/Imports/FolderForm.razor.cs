using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Imports;

/// <summary>Which folder to import.</summary>
public sealed partial class FolderForm : ComponentBase
{
    [Parameter, EditorRequired]
    public required FolderInput Input { get; set; }

    /// <summary>What is wrong with what was typed; null for nothing.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool IsRunning { get; set; }

    [Parameter]
    public EventCallback OnImport { get; set; }
}

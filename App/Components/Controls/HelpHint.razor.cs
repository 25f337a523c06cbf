using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Controls;

/// <summary>A small button that explains a figure where it stands: what it means, and the formula behind it.</summary>
/// <remarks>The browser's own popover opens and closes it, so it works with the keyboard and without the circuit.</remarks>
public sealed partial class HelpHint : ComponentBase
{
    private readonly string _id = "help-" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>The name of what is explained.</summary>
    [Parameter, EditorRequired]
    public required string About { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>How it is computed, with its unit.</summary>
    [Parameter]
    public string? Formula { get; set; }
}

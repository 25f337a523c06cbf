using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Patterns;

/// <summary>One signature with its tables, for the properties pane.</summary>
public sealed partial class SignatureProperties : ComponentBase
{
    private const int Shown = 100;

    [Parameter, EditorRequired]
    public required SignatureRow Row { get; set; }
}

using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.SignIn;

/// <summary>A page of its own for whoever is not signed in: plain HTML, no script and no circuit.</summary>
public sealed partial class SignInDocument : ComponentBase
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}

using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.SignIn;

/// <summary>Says why there is nothing to see yet, and what to do about it.</summary>
public sealed partial class SignInNotice : ComponentBase
{
    private static string Roles { get; } = string.Join(", ", Enum.GetNames<AppRole>());

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>Whether to tell how to get a link.</summary>
    [Parameter]
    public bool ShowsHowTo { get; set; }
}

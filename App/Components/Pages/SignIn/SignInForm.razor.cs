using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.SignIn;

/// <summary>Offers to use a sign-in link up. Opening the link alone does not: mail scanners and previews open links too.</summary>
public sealed partial class SignInForm : ComponentBase
{
    [Parameter, EditorRequired]
    public SignInOffer Offer { get; set; } = null!;

    /// <summary>The link's own path, relative to the base.</summary>
    [Parameter, EditorRequired]
    public string Action { get; set; } = "";
}

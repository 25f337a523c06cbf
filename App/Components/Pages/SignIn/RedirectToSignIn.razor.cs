using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.SignIn;

/// <summary>Leaves the circuit for the sign-in page: what an open page shows when its session has ended.</summary>
public sealed partial class RedirectToSignIn : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized() => Navigation.NavigateTo("sign-in", forceLoad: true);
}

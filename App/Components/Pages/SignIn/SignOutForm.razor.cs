using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.SignIn;

/// <summary>Asks whether to end the session.</summary>
public sealed partial class SignOutForm : ComponentBase;

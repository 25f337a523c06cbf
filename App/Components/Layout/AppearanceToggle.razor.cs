using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace GovernanceDashboard.Components.Layout;

/// <summary>Switches between the light and the dark appearance and remembers the choice in a cookie.</summary>
/// <remarks>Radzen's own toggle has no accessible name and cannot be given one.</remarks>
public sealed partial class AppearanceToggle : ComponentBase
{
    [Inject]
    private ThemeService Themes { get; set; } = null!;

    [Inject]
    private IJSRuntime JS { get; set; } = null!;

    private bool IsDark => Themes.Theme == Appearance.Dark;

    /// <summary>Changes to the other appearance.</summary>
    public async Task SwitchAsync()
    {
        var next = IsDark ? Appearance.Light : Appearance.Dark;
        Themes.SetTheme(
            new ThemeOptions
            {
                Theme = next,
                Wcag = true,
                TriggerChange = true,
            }
        );
        await JS.InvokeVoidAsync("Radzen.setCookie", Appearance.Remember(next));
    }
}

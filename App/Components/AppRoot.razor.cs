using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace GovernanceDashboard.Components;

/// <summary>The one document the server sends; everything inside it runs over the circuit.</summary>
/// <remarks>There is no import map: it is an inline script, and <see cref="Security.SecurityHeaders"/> allows none.</remarks>
public sealed partial class AppRoot : ComponentBase
{
    // Not prerendered: a page would ask every question twice, once without its circuit.
    private static readonly InteractiveServerRenderMode s_interactive = new(prerender: false);

    // The style sheets alone are, so that the first paint has them.
    private static readonly InteractiveServerRenderMode s_prerendered = new(prerender: true);

    [CascadingParameter]
    private HttpContext? HttpContext { get; set; }

    // The chart library is parsed while the circuit connects: half a second sooner to the heatmap. Elsewhere the first chart loads it.
    private bool OpensOnAChart => HttpContext?.Request.Path == "/";

    // Handed to the theme as a parameter, so that the circuit starts with the look that was painted.
    private string Theme => Appearance.Chosen(HttpContext?.Request.Cookies) ?? Appearance.Light;
}

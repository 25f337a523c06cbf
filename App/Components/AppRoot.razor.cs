using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace GovernanceDashboard.Components;

/// <summary>The one document the server sends; everything inside it runs over the circuit.</summary>
/// <remarks>There is no import map: it is an inline script, and <see cref="ContentSecurity"/> allows none.</remarks>
public sealed partial class AppRoot : ComponentBase
{
    // Not prerendered: a page would ask every question twice, once without its circuit.
    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);
}

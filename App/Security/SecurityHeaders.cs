using Microsoft.Extensions.Primitives;

namespace GovernanceDashboard.Security;

/// <summary>What every response says about what a browser may do with it.</summary>
/// <remarks>
/// <para>
/// <c>script-src 'self'</c> is the line that matters: no inline script, no <c>eval</c>, no other host. It holds because the
/// inline import map is left out of the document. <c>style-src</c> needs <c>'unsafe-inline'</c>: virtualised grids
/// and charts set style attributes. Charts are exported as images from <c>blob:</c> and <c>data:</c> addresses.
/// </para>
/// <para>
/// <c>connect-src 'self'</c> covers the circuit's WebSocket to the same host (CSP Level 3); naming <c>ws:</c> would open
/// every other host. No referrer is sent: addresses name tables, and sign-in links carry their token.
/// </para>
/// </remarks>
public static class SecurityHeaders
{
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        + "frame-ancestors 'none'";

    private static readonly KeyValuePair<string, StringValues>[] s_headers =
    [
        new("Content-Security-Policy", ContentPolicy),
        new("X-Content-Type-Options", "nosniff"),
        new("X-Frame-Options", "DENY"),
        new("Referrer-Policy", "no-referrer"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new(
            "Permissions-Policy",
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
                + "microphone=(), payment=(), usb=()"
        ),
    ];

    /// <summary>Adds the headers to every response, whoever writes it. Belongs first in the pipeline.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                // At the last moment: an error page starts by clearing what was set before.
                context.Response.OnStarting(Apply, context.Response.Headers);
                return next(context);
            }
        );

    private static Task Apply(object headers)
    {
        foreach (var (name, value) in s_headers)
        {
            ((IHeaderDictionary)headers)[name] = value;
        }

        return Task.CompletedTask;
    }
}

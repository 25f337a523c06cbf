using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace GovernanceDashboard.Security;

/// <summary>Turns away requests that a foreign page made a browser send.</summary>
/// <remarks>
/// <para>
/// A page anywhere can point its own name at 127.0.0.1 (DNS rebinding) and is then of one origin with us in the browser's
/// eyes. It cannot hide the name: so the Host must be an address, <c>localhost</c>, a name in <c>Urls</c> or one listed in
/// <c>AllowedHosts</c> (<c>*</c> lists nothing here).
/// </para>
/// <para>
/// Cookies do not tell ports apart, and a WebSocket obeys no cross-origin rule: another local server's page could open our
/// circuit with the user's cookie. Browsers say where a request comes from, and only our own origin may write or connect.
/// </para>
/// </remarks>
internal sealed class OriginGate
{
    private static readonly char[] s_separators = [';', ','];

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { "localhost" };
    private readonly List<string> _suffixes = [".localhost"];

    public OriginGate(IConfiguration configuration)
    {
        foreach (var host in Split(configuration["AllowedHosts"]).Where(host => host != "*"))
        {
            if (host.StartsWith("*.", StringComparison.Ordinal))
            {
                _suffixes.Add(host[1..]);
            }
            else
            {
                _names.Add(host);
            }
        }

        foreach (var url in Split(configuration["Urls"]))
        {
            // Wildcards (http://*:5080) name no host and do not parse.
            if (Uri.TryCreate(url, UriKind.Absolute, out var address))
            {
                _names.Add(address.Host);
            }
        }
    }

    /// <summary>Null for a request that may pass; otherwise the status and what to tell.</summary>
    public (int Status, string Text)? Refuse(HttpRequest request)
    {
        if (!IsOurs(request.Host.Host))
        {
            return (
                StatusCodes.Status400BadRequest,
                "This server does not answer to that name. Its administrator can list the name in AllowedHosts.\n"
            );
        }

        return IsForeignWrite(request) || IsForeignSocket(request)
            ? (StatusCodes.Status403Forbidden, "This request came from a page of another site.\n")
            : null;
    }

    private static IEnumerable<string> Split(string? list) =>
        (list ?? "").Split(s_separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Not the Origin header: without a referrer browsers send "null" with a form.
    private static bool IsForeignWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && request.Headers["Sec-Fetch-Site"].ToString() is ("cross-site" or "same-site");

    private static bool IsForeignSocket(HttpRequest request) =>
        IsSocket(request)
        && request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(
            Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsSocket(HttpRequest request) =>
        request.Headers.ContainsKey("Sec-WebSocket-Version")
        || request.HttpContext.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    private bool IsOurs(string host) =>
        IPAddress.TryParse(host, out _)
        || _names.Contains(host)
        || _suffixes.Exists(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}

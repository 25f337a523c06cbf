namespace GovernanceDashboard.Components;

/// <summary>What a page of ours may load, as response headers.</summary>
/// <remarks>
/// <c>script-src 'self'</c> is the line that matters: no inline script, no <c>eval</c>, no other host. It holds because the
/// inline import map is left out of <see cref="AppRoot"/>. <c>style-src</c> needs <c>'unsafe-inline'</c>: virtualised grids
/// and charts set style attributes. Charts are exported as images from <c>blob:</c> and <c>data:</c> addresses.
/// </remarks>
public static class ContentSecurity
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the security headers to a response that has not started.</summary>
    public static void Apply(IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }
}

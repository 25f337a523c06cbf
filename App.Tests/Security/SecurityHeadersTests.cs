using System.Net;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Security;

/// <summary>What every response says to the browser, and which requests are turned away.</summary>
public sealed class SecurityHeadersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/no/such/page")]
    [InlineData("/failing")]
    public async Task Every_response_carries_the_headers(string path)
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.GetAsync(path, Token);

        var policy = Header("Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("style-src 'self' 'unsafe-inline'", policy);
        Assert.Contains("connect-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("object-src 'none'", policy);
        Assert.Contains("base-uri 'self'", policy);
        Assert.Contains("form-action 'self'", policy);
        Assert.DoesNotContain("unsafe-eval", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));

        string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
    }

    [Fact]
    public async Task Over_https_the_browser_is_held_to_it_and_cookies_travel_nowhere_else()
    {
        await using var app = await SecuredApp.StartHttpsAsync(("AllowedHosts", "governance.example.org"));
        using var browser = app.HttpsBrowser();

        using var answer = await browser.GetAsync(await app.LinkAsync(AppRole.Reviewer), Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(
            "max-age=",
            Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")),
            StringComparison.Ordinal
        );
        Assert.Contains("secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1:5080", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("governance.example.org", true)]
    [InlineData("eu.example.net", true)]
    [InlineData("evil.example", false)]
    [InlineData("example.net", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    public async Task Only_known_names_are_answered(string host, bool isKnown)
    {
        await using var app = await SecuredApp.StartAsync(("AllowedHosts", "governance.example.org;*.example.net;*"));
        using var browser = app.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = host;

        using var answer = await browser.SendAsync(request, Token);

        Assert.Equal(isKnown ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST", "Sec-Fetch-Site", "cross-site", false)]
    [InlineData("POST", "Sec-Fetch-Site", "same-site", false)]
    [InlineData("POST", "Sec-Fetch-Site", "same-origin", true)]
    [InlineData("POST", "Sec-Fetch-Site", "none", true)]
    [InlineData("GET", "Sec-Fetch-Site", "cross-site", true)]
    public async Task Only_our_own_pages_write(string method, string header, string value, bool passes)
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        using var request = new HttpRequestMessage(new HttpMethod(method), method == "GET" ? "/sign-in" : "/write");
        request.Headers.Add(header, value);

        using var answer = await browser.SendAsync(request, Token);

        Assert.Equal(passes ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("same", true)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public async Task Only_our_own_pages_open_a_socket(string origin, bool passes)
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Origin", origin == "same" ? app.Address.GetLeftPart(UriPartial.Authority) : origin);

        using var answer = await browser.SendAsync(request, Token);

        Assert.Equal(passes ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }
}

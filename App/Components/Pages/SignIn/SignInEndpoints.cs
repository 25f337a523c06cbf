using System.Net;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GovernanceDashboard.Components.Pages.SignIn;

/// <summary>Signing in and out. Plain pages beside the dashboard: a cookie cannot be set from inside a circuit.</summary>
public static class SignInEndpoints
{
    /// <summary>Maps <c>/sign-in</c>, <c>/sign-in/{token}</c>, <c>/sign-out</c> and <c>/refused</c>.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        // The posts check their antiforgery token themselves, so that a bad form gets a page that says so.
        app.MapGet("/sign-in", HowTo).AllowAnonymous();
        app.MapGet("/sign-in/{token}", OfferAsync).AllowAnonymous();
        app.MapPost("/sign-in/{token}", RedeemAsync).AllowAnonymous();
        app.MapGet("/sign-out", (HttpContext http) => Page<SignOutForm>(http, StatusCodes.Status200OK, []));
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        app.MapGet("/refused", Refused).AllowAnonymous();
    }

    private static RazorComponentResult HowTo(HttpContext http) =>
        Notice(
            http,
            StatusCodes.Status200OK,
            "Sign in",
            "Nobody reads anything here without signing in, and signing in takes a one-time link.",
            showsHowTo: true
        );

    private static async Task<RazorComponentResult> OfferAsync(
        string token,
        HttpContext http,
        SignInLinks links,
        SignInThrottle throttle,
        CancellationToken cancellationToken
    )
    {
        var from = AddressOf(http);
        if (!throttle.HasRoom(from))
        {
            return TooMany(http);
        }

        if (await links.FindAsync(token, from, cancellationToken) is not { } offer)
        {
            throttle.TryCount(from);
            return NoLink(http);
        }

        return Page<SignInForm>(
            http,
            StatusCodes.Status200OK,
            new()
            {
                [nameof(SignInForm.Offer)] = offer,
                [nameof(SignInForm.Action)] = $"sign-in/{Uri.EscapeDataString(token)}",
            }
        );
    }

    private static async Task<IResult> RedeemAsync(
        string token,
        HttpContext http,
        SignInLinks links,
        SignInThrottle throttle,
        IAntiforgery antiforgery,
        CancellationToken cancellationToken
    )
    {
        var from = AddressOf(http);
        if (!throttle.TryCount(from))
        {
            return TooMany(http);
        }

        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return StaleForm(http);
        }

        if (await links.RedeemAsync(token, from, cancellationToken) is not { } principal)
        {
            return NoLink(http);
        }

        await http.SignInAsync(principal);
        return Results.LocalRedirect("~/");
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext http,
        Sessions sessions,
        IAntiforgery antiforgery,
        CancellationToken cancellationToken
    )
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return StaleForm(http);
        }

        await sessions.SignOutAsync(http.User, cancellationToken);
        await http.SignOutAsync();
        return Results.LocalRedirect("~/sign-in");
    }

    private static RazorComponentResult Refused(HttpContext http) =>
        Notice(
            http,
            StatusCodes.Status403Forbidden,
            "Not for your role",
            "Your role does not open this page. Somebody with another role can, or an Admin can give you a link for one."
        );

    // One page for a wrong, a used and an expired link: which it was is nobody's business but the log's.
    private static RazorComponentResult NoLink(HttpContext http) =>
        Notice(
            http,
            StatusCodes.Status403Forbidden,
            "This link does not work",
            "It may be mistyped, used already or out of date.",
            showsHowTo: true
        );

    private static RazorComponentResult StaleForm(HttpContext http) =>
        Notice(
            http,
            StatusCodes.Status400BadRequest,
            "The form is out of date",
            "It did not come from a page of this dashboard, or cookies are switched off. Open your link again; it was not used up."
        );

    private static RazorComponentResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        return Notice(
            http,
            StatusCodes.Status429TooManyRequests,
            "Too many attempts",
            "Wait a minute, then open your link again."
        );
    }

    private static RazorComponentResult Notice(
        HttpContext http,
        int status,
        string title,
        string text,
        bool showsHowTo = false
    ) =>
        Page<SignInNotice>(
            http,
            status,
            new()
            {
                [nameof(SignInNotice.Title)] = title,
                [nameof(SignInNotice.Text)] = text,
                [nameof(SignInNotice.ShowsHowTo)] = showsHowTo,
            }
        );

    private static RazorComponentResult Page<TPage>(
        HttpContext http,
        int status,
        Dictionary<string, object?> parameters
    )
    {
        // These pages hold tokens; no cache keeps them.
        http.Response.Headers.CacheControl = "no-cache, no-store";
        return new RazorComponentResult(typeof(TPage), parameters)
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }

    private static IPAddress AddressOf(HttpContext http) =>
        http.Connection.RemoteIpAddress switch
        {
            null => IPAddress.None,
            { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4(),
            var address => address,
        };
}

using System.Security.Claims;
using GovernanceDashboard.Data.Records;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace GovernanceDashboard.Security;

/// <summary>Between a session's claims and the user that services ask for.</summary>
public static class CurrentUsers
{
    private const string SessionClaim = "session";
    private const string DemoClaim = "demo";

    /// <summary>Pages never get the operator's right to unmask: that goes by the role.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static CurrentUser From(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return
            principal.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name }
            && Enum.TryParse<AppRole>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            && Enum.IsDefined(role)
            ? new CurrentUser(name, role)
            : throw new InvalidOperationException("Nobody is signed in.");
    }

    /// <summary>Whether the user came in by a link for the demo.</summary>
    public static bool IsDemo(ClaimsPrincipal principal) => principal.HasClaim(DemoClaim, bool.TrueString);

    internal static Guid? SessionOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session) ? session : null;

    internal static ClaimsPrincipal ToPrincipal(SignInRecord link) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.Name, link.Name),
                    new Claim(ClaimTypes.Role, link.Role),
                    new Claim(DemoClaim, link.IsDemo.ToString()),
                    new Claim(SessionClaim, link.SessionId.ToString("N")),
                ],
                CookieAuthenticationDefaults.AuthenticationScheme
            )
        );
}

using System.Security.Claims;
using GovernanceDashboard.Data.Records;

namespace GovernanceDashboard.Security;

/// <summary>Whether a session still holds, wherever its cookie or circuit is.</summary>
public sealed class Sessions(SignInStore store, IDemoState demo, ActivityLog activity, TimeProvider clock)
{
    /// <summary>False once somebody signed out of it, or if it is of the demo and the demo is over.</summary>
    public async Task<bool> IsValidAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return CurrentUsers.SessionOf(principal) is { } session
            && (!CurrentUsers.IsDemo(principal) || await demo.IsDemoAsync(cancellationToken))
            && await store.IsOpenAsync(session, cancellationToken);
    }

    /// <summary>Ends the session for every tab and copy of its cookie. Does nothing for somebody who is not signed in.</summary>
    public async Task SignOutAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (CurrentUsers.SessionOf(principal) is not { } session)
        {
            return;
        }

        await store.SignOutAsync(session, clock.GetUtcNow(), cancellationToken);
        var user = CurrentUsers.From(principal);
        await activity.AppendAsync(user, ActivityActions.SignOut, $"role {user.Role}", reason: null, cancellationToken);
    }
}

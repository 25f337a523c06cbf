using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Security;

/// <summary>Ends the session of an open page when it ends elsewhere: a circuit makes no requests that the cookie could be checked with.</summary>
internal sealed class CircuitSessions(ILoggerFactory logs, Sessions sessions, IOptions<SignInOptions> options)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(options.Value.RecheckSeconds);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    ) => sessions.IsValidAsync(authenticationState.User, cancellationToken);
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GovernanceDashboard.Security;

/// <summary>
/// Prints one-time sign-in links once the server listens: for every role while the estate is (or is about to be) the demonstration,
/// for Admin alone once it is not. Straight to the console, never to the log, whose files outlive the links.
/// </summary>
public sealed class SignInAnnouncement(
    SignInLinks links,
    IDemoState demo,
    IServer server,
    IHostApplicationLifetime lifetime,
    TextWriter console
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stoppingToken);

        var isDemo = await demo.IsDemoAsync(stoppingToken);
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        AppRole[] roles = isDemo ? Enum.GetValues<AppRole>() : [AppRole.Admin];
        await console.WriteLineAsync(
            "Sign in with a link of your role. Each works once, for 24 hours; `signin-link ROLE` makes another."
        );
        foreach (var role in roles)
        {
            var path = await links.IssueAsync(role, null, isDemo, stoppingToken);
            await console.WriteLineAsync($"  {role, -13} {address}{path}");
        }

        await console.FlushAsync(stoppingToken);
    }
}

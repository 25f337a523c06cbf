using System.Buffers.Text;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Data.Records;

namespace GovernanceDashboard.Security;

/// <summary>What a link that can still be used offers.</summary>
public sealed record SignInOffer(AppRole Role, string Name, bool IsDemo);

/// <summary>One-time sign-in links: 256 random bits, of which only the SHA-256 is stored; good for 24 hours and one use.</summary>
public sealed class SignInLinks(
    SignInStore store,
    ActivityLog activity,
    IDemoState demo,
    TimeProvider clock,
    ILogger<SignInLinks> log
)
{
    private const int TokenBytes = 32;
    private const string Nobody = "nobody";
    private const string Console = "console";

    /// <summary>How long an unused link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Makes a link. Only for the console of the machine that serves: whoever can read it may sign in.</summary>
    /// <param name="name">As the user will stand in the activity log; null for one made of the role and the link.</param>
    /// <param name="isDemo">The link and its session end when real data comes in.</param>
    /// <returns>The path to append to the server's address: <c>/sign-in/{token}</c>. It cannot be had again.</returns>
    public async Task<string> IssueAsync(AppRole role, string? name, bool isDemo, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var hash = HashOf(token);
        var now = clock.GetUtcNow();
        var link = new SignInRecord(
            hash,
            Guid.NewGuid(),
            role.ToString(),
            string.IsNullOrWhiteSpace(name) ? $"{role}-{hash[..6]}" : name.Trim(),
            isDemo,
            now,
            now + Lifetime
        );
        await store.AddAsync(link, cancellationToken);
        await activity.AppendAsync(
            Console,
            ActivityActions.LinkIssued,
            $"{link.Name}, role {role}{(isDemo ? ", demo" : "")}",
            reason: null,
            cancellationToken
        );
        return $"/sign-in/{token}";
    }

    /// <summary>What the link offers; null if it is wrong, used or out of date, and then the attempt is logged.</summary>
    /// <param name="from">The address that asks.</param>
    public async Task<SignInOffer?> FindAsync(string token, IPAddress from, CancellationToken cancellationToken)
    {
        if (await UsableAsync(token, cancellationToken) is { } link)
        {
            return new SignInOffer(Enum.Parse<AppRole>(link.Role), link.Name, link.IsDemo);
        }

        await RefusedAsync(from, cancellationToken);
        return null;
    }

    /// <summary>Uses the link up and gives the user it signs in; null if it cannot be used (any more), and then the attempt is logged.</summary>
    public async Task<ClaimsPrincipal?> RedeemAsync(string token, IPAddress from, CancellationToken cancellationToken)
    {
        if (
            await UsableAsync(token, cancellationToken) is not { } link
            || !await store.RedeemAsync(link.TokenHash, clock.GetUtcNow(), cancellationToken)
        )
        {
            await RefusedAsync(from, cancellationToken);
            return null;
        }

        var principal = CurrentUsers.ToPrincipal(link);
        await activity.AppendAsync(
            CurrentUsers.From(principal),
            ActivityActions.SignIn,
            $"role {link.Role}{(link.IsDemo ? ", demo" : "")}, from {from}",
            reason: null,
            cancellationToken
        );
        log.SignedIn(link.Role, link.IsDemo);
        return principal;
    }

    private static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private async Task<SignInRecord?> UsableAsync(string token, CancellationToken cancellationToken)
    {
        var link = await store.UsableAsync(HashOf(token), clock.GetUtcNow(), cancellationToken);
        return link is { IsDemo: true } && !await demo.IsDemoAsync(cancellationToken) ? null : link;
    }

    private async Task RefusedAsync(IPAddress from, CancellationToken cancellationToken)
    {
        await activity.AppendAsync(
            Nobody,
            ActivityActions.SignInRefused,
            $"from {from}",
            reason: null,
            cancellationToken
        );
        log.SignInRefused();
    }
}

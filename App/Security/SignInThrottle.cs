using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Security;

/// <summary>Counts sign-ins and refused links per address and minute.</summary>
/// <remarks>A token cannot be guessed; this keeps an attacker from filling the activity log with tries.</remarks>
public sealed class SignInThrottle(IOptions<SignInOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address =>
            RateLimitPartition.GetFixedWindowLimiter(
                address,
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = options.Value.AttemptsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                }
            )
    );

    /// <summary>Counts an attempt; false if the address has made too many.</summary>
    public bool TryCount(IPAddress address)
    {
        using var lease = _limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    /// <summary>Whether an attempt would be let in, without counting one.</summary>
    public bool HasRoom(IPAddress address)
    {
        using var lease = _limiter.AttemptAcquire(address, permitCount: 0);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}

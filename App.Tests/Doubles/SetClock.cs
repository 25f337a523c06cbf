namespace GovernanceDashboard.Tests.Doubles;

/// <summary>A clock that stands still until it is set; its timers are the system's.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

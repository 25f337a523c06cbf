using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Doubles;

/// <summary>A demo that ends when the test says so.</summary>
internal sealed class SetDemoState : IDemoState
{
    public bool IsDemo { get; set; } = true;

    public ValueTask<bool> IsDemoAsync(CancellationToken cancellationToken) => ValueTask.FromResult(IsDemo);
}

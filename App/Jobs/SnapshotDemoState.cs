using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>The estate is a demonstration while its newest snapshot is; before the first one, while a demonstration is what a start would make.</summary>
public sealed class SnapshotDemoState(ActiveSnapshot active, IOptions<FirstStartOptions> options) : IDemoState
{
    public async ValueTask<bool> IsDemoAsync(CancellationToken cancellationToken) =>
        await active.SnapshotsAsync(cancellationToken) is [var newest, ..] ? newest.IsDemo : options.Value.Make;
}

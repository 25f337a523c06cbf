using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>The estate is a demonstration while its newest snapshot is; before the first one, while a demonstration is what a start would make.</summary>
public sealed class SnapshotDemoState(ActiveSnapshot active, IOptions<FirstStartOptions> options) : IDemoState
{
    public async ValueTask<bool> IsDemoAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await active.SnapshotsAsync(cancellationToken) is [var newest, ..]
                ? newest.IsDemo
                : options.Value.Make;
        }
        catch (StoreException)
        {
            return false; // a store that cannot be read may hold anybody's estate
        }
    }
}

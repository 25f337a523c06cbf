using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceDashboard.Jobs;

/// <summary>Healthy when a snapshot can be queried. While the first one is being made the server answers, but says 503 here.</summary>
public sealed class EstateHealth(ActiveSnapshot active) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await active.SnapshotsAsync(cancellationToken) is [var newest, ..]
                ? HealthCheckResult.Healthy($"Snapshot {newest.Id} can be queried.")
                : HealthCheckResult.Unhealthy("No snapshot has been imported yet.");
        }
        catch (StoreException broken)
        {
            return HealthCheckResult.Unhealthy(broken.Message);
        }
    }
}

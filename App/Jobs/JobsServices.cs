using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernanceDashboard.Jobs;

/// <summary>Registers the job board: one for the process, stopped with its host.</summary>
public static class JobsServices
{
    public static IServiceCollection AddJobBoard(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<JobBoard>();
        services.AddHostedService(provider => provider.GetRequiredService<JobBoard>());
        return services;
    }
}

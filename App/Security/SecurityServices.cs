using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Security;

/// <summary>Registers the room. Needs a <c>DataFolder</c> and the application's records.</summary>
public static class SecurityServices
{
    public static IServiceCollection AddGovernanceSecurity(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ActivityLog>();
        services.AddSingleton<PrincipalLabels>();
        services.AddSingleton<Unmasking>();
        services.AddOptions<OperatorOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<OperatorOptions>>(new OperatorConfiguration(configuration));
        services.AddSingleton<IValidateOptions<OperatorOptions>>(new OperatorConfiguration(configuration));
        return services;
    }
}

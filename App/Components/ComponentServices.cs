using GovernanceDashboard.Components.Layout;

namespace GovernanceDashboard.Components;

/// <summary>What the workbench and its pages keep per circuit.</summary>
public static class ComponentServices
{
    public static IServiceCollection AddWorkbench(this IServiceCollection services)
    {
        services.AddScoped<Workspace>();
        services.AddScoped<ShellViewModel>();
        services.AddScoped<ExplorerTree>();
        services.AddScoped<GoToSearch>();
        return services;
    }
}

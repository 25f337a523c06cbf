using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Components.Pages.Activity;
using GovernanceDashboard.Components.Pages.Groups;
using GovernanceDashboard.Components.Pages.Overview;
using GovernanceDashboard.Components.Pages.Snapshots;

namespace GovernanceDashboard.Components;

/// <summary>What the workbench and its pages need. The frame lives as long as a circuit, a page's view model as long as the page.</summary>
public static class ComponentServices
{
    public static IServiceCollection AddWorkbench(this IServiceCollection services)
    {
        services.AddScoped<Workspace>();
        services.AddScoped<ShellViewModel>();
        services.AddScoped<ExplorerTree>();
        services.AddScoped<GoToSearch>();
        services.AddTransient<OverviewViewModel>();
        services.AddTransient<GroupViewModel>();
        services.AddTransient<SnapshotsViewModel>();
        services.AddTransient<ActivityViewModel>();
        return services;
    }
}

using GovernanceDashboard.Data;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Cli;

/// <summary>The parts that verbs answer with: the same as the pages', without a server.</summary>
public static class VerbServices
{
    /// <param name="folder">The data folder's absolute path; made if it is missing.</param>
    public static IServiceProvider Over(string folder)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging =>
                logging
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
                    .SetMinimumLevel(LogLevel.Warning)
            )
            .AddGovernance(configuration, new DataFolder(folder))
            .BuildServiceProvider();
    }
}

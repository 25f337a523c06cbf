using GovernanceDashboard.Data;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Cli;

/// <summary>The parts that verbs answer with: the same as the pages', without a server.</summary>
public static class VerbServices
{
    /// <summary>Configured as the server is: by the settings beside the program, then by the environment.</summary>
    /// <param name="folder">The data folder's absolute path; made if it is missing.</param>
    /// <exception cref="IOException">The data folder cannot be made.</exception>
    public static IServiceProvider Over(string folder) =>
        Over(
            folder,
            new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .Build()
        );

    /// <inheritdoc cref="Over(string)"/>
    public static IServiceProvider Over(string folder, IConfiguration configuration) =>
        new ServiceCollection()
            .AddSingleton(configuration)
            .AddLogging(logging =>
                logging
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
                    // Progress has its own place at a terminal; what is logged there is what went wrong.
                    .SetMinimumLevel(LogLevel.Warning)
            )
            .AddGovernance(configuration, new DataFolder(folder))
            .BuildServiceProvider();
}

using GovernanceDashboard.Data;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Cli;

/// <summary>The services behind the verbs: the same rooms as behind the pages, without a web server around them.</summary>
public static class CommandLineServices
{
    /// <summary>What the server reads too: the settings beside the program, then the environment.</summary>
    public static IConfiguration Configuration() =>
        new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build();

    /// <param name="folder">The data folder; made where it is missing.</param>
    /// <exception cref="IOException">The data folder cannot be made.</exception>
    public static ServiceProvider Build(string folder, IConfiguration configuration) =>
        new ServiceCollection()
            .AddSingleton(configuration)
            .AddLogging(logging =>
                logging
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
                    // Progress has its own place at a terminal; standard error is for what went wrong.
                    .SetMinimumLevel(LogLevel.Warning)
            )
            .AddGovernance(configuration, new DataFolder(folder))
            .BuildServiceProvider();
}

namespace GovernanceDashboard.Cli;

/// <summary>The terminal or pipe that a command line runs at; tests hand in their own.</summary>
/// <param name="Out">Answers, and nothing else.</param>
/// <param name="Error">Messages and progress.</param>
/// <param name="IsOutTerminal">False on a pipe or file: then the output holds no control characters.</param>
/// <param name="IsErrorTerminal">False on a pipe or file: then no progress is shown.</param>
/// <param name="Variable">Reads an environment variable; null where it is not set.</param>
public sealed record CommandLineHost(
    TextWriter Out,
    TextWriter Error,
    bool IsOutTerminal,
    bool IsErrorTerminal,
    string CurrentFolder,
    Func<string, string?> Variable
)
{
    /// <summary>The streams and the environment of this process.</summary>
    public static CommandLineHost ForProcess() =>
        new(
            Console.Out,
            Console.Error,
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected,
            Environment.CurrentDirectory,
            Environment.GetEnvironmentVariable
        );
}

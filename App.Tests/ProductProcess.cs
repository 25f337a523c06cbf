using System.Diagnostics;

namespace GovernanceDashboard.Tests;

/// <summary>What a finished run of the program left: exit code and both streams.</summary>
internal sealed record ProductRun(int ExitCode, string Output, string Error);

/// <summary>Runs the built program as a user would, in a process of its own.</summary>
internal static class ProductProcess
{
    /// <summary>The program beside which the tests were built: same configuration, its own output folder.</summary>
    private static readonly string s_assembly = Path.Combine(
        RepositoryFolder.Path,
        "App",
        "bin",
        Path.GetRelativePath(Path.Combine(RepositoryFolder.Path, "App.Tests", "bin"), AppContext.BaseDirectory),
        "GovernanceDashboard.dll"
    );

    public static Process Start(params IEnumerable<string> arguments) => StartUnder([], arguments);

    private static Process StartUnder(IEnumerable<string> wrapper, IEnumerable<string> arguments)
    {
        string[] command = [.. wrapper, "dotnet", s_assembly, .. arguments];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>Runs one verb to its end.</summary>
    public static Task<ProductRun> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunUnderAsync([], arguments, cancellationToken);

    /// <summary>Runs one verb to its end, started by another program that gets its command line.</summary>
    public static async Task<ProductRun> RunUnderAsync(
        IEnumerable<string> wrapper,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    )
    {
        using var process = StartUnder(wrapper, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new(process.ExitCode, await output, await error);
    }
}

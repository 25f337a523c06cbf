using System.Diagnostics;

namespace GovernanceDashboard.Benchmarks.SideBySide;

/// <summary>Runs the scripts of <c>peers/</c> under Node.</summary>
internal static class PeerProcess
{
    /// <summary>The folder of the scripts, found by looking upwards for the solution.</summary>
    /// <exception cref="DirectoryNotFoundException">This does not run inside a checkout.</exception>
    internal static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GovernanceDashboard.sln")))
            {
                return Path.Combine(folder.FullName, "App.Benchmarks", "peers");
            }
        }

        throw new DirectoryNotFoundException("The benchmarks do not run inside a checkout of the repository.");
    }

    internal static async Task<PeerAnswers> RunAsync(string peer, string data, CancellationToken cancellationToken)
    {
        await StartAsync(Folder(), "node", [peer + ".mjs", data], cancellationToken);
        return PeerAnswers.Read(data, peer);
    }

    /// <summary>Installs what the scripts import, where that was not done yet.</summary>
    internal static async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(Folder(), "node_modules")))
        {
            await StartAsync(Folder(), "npm", ["ci", "--no-audit", "--no-fund"], cancellationToken);
        }
    }

    private static async Task StartAsync(
        string folder,
        string program,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })
            ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}."
            );
        }
    }
}

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>
/// The program serving, in a process of its own, on a data folder of its own. What it listens on, its sign-in links and when its estate
/// answers are read from its console, as a user would.
/// </summary>
public abstract partial class ServerProcess : IAsyncLifetime
{
    private readonly Lock _gate = new();
    private readonly List<string> _console = [];
    private readonly Dictionary<string, string> _links = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("governance-").FullName;

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Everything that the console said so far.</summary>
    public string ConsoleText
    {
        get
        {
            lock (_gate)
            {
                return string.Join(Environment.NewLine, _console);
            }
        }
    }

    /// <summary>A fresh one-time link for the role, issued at the command line beside the running server.</summary>
    public async Task<Uri> NewLinkAsync(string role, CancellationToken cancellationToken)
    {
        var run = await ProductProcess.RunAsync(["signin-link", role, "--data", DataFolder], cancellationToken);
        Assert.True(run.ExitCode == 0, run.Error);
        return new(Address, SignInPath().Match(run.Output).Value);
    }

    /// <summary>The link that the console printed for the role when the server started.</summary>
    public Uri PrintedLink(string role)
    {
        lock (_gate)
        {
            return new(Address, _links[role]);
        }
    }

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        _process = ProductProcess.Start(
            "--urls",
            "http://127.0.0.1:0",
            "--data",
            DataFolder,
            "--SignIn:AttemptsPerMinute",
            "1000"
        );
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) =>
        {
            var died = new InvalidOperationException("The server ended:" + Environment.NewLine + ConsoleText);
            _address.TrySetException(died);
            _ready.TrySetException(died);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await _address.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await _ready.Task.WaitAsync(TimeSpan.FromMinutes(8));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(DataFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Fills the data folder before the server starts.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _console.Add(line);
            if (PrintedLinkLine().Match(line) is { Success: true } link)
            {
                _links[link.Groups["role"].Value] = link.Groups["path"].Value;
            }
        }

        if (ListeningOn().Match(line) is { Success: true } listening)
        {
            _address.TrySetResult(new(listening.Groups["url"].Value));
        }
        else if (line.Contains("The estate is ready", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
        else if (line.Contains("' failed; reference", StringComparison.Ordinal))
        {
            _ready.TrySetException(new InvalidOperationException("The first start failed: " + line));
        }
    }

    [GeneratedRegex(@"^\s+(?<role>[A-Za-z]+)\s+http://\S+?(?<path>/sign-in/\S+)")]
    private static partial Regex PrintedLinkLine();

    [GeneratedRegex(@"/sign-in/\S+")]
    private static partial Regex SignInPath();

    [GeneratedRegex(@"Now listening on: (?<url>http://\S+)")]
    private static partial Regex ListeningOn();
}

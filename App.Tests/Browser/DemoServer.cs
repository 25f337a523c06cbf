using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>
/// The program as a new user starts it: a process of its own on an empty data folder, which makes itself the full-size demonstration
/// estate. Shared by all browser tests; the address and the sign-in links are read from its console.
/// </summary>
public sealed partial class DemoServer : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("governance-demo-").FullName;
    private readonly Lock _gate = new();
    private readonly List<string> _console = [];
    private readonly Dictionary<string, string> _links = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _linked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    public string DataFolder => _data;

    public int ProcessId => _process!.Id;

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>From the process's start to the first listening address.</summary>
    public TimeSpan ServingAfter { get; private set; }

    /// <summary>From the process's start to an estate that answers.</summary>
    public TimeSpan ReadyAfter { get; private set; }

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
        var run = await ProductProcess.RunAsync(["signin-link", role, "--data", _data], cancellationToken);
        Assert.True(run.ExitCode == 0, run.Error);
        return new(Address, SignInPath().Match(run.Output).Value);
    }

    /// <summary>The link that the console printed at the start.</summary>
    public async Task<Uri> PrintedLinkAsync(string role)
    {
        await _linked.Task;
        lock (_gate)
        {
            return new(Address, _links[role]);
        }
    }

    public async ValueTask InitializeAsync()
    {
        var started = Stopwatch.StartNew();
        _process = ProductProcess.Start("--urls", "http://127.0.0.1:0", "--data", _data);
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) =>
        {
            var died = new InvalidOperationException("The server ended:" + Environment.NewLine + ConsoleText);
            _address.TrySetException(died);
            _ready.TrySetException(died);
            _linked.TrySetException(died);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await _address.Task.WaitAsync(TimeSpan.FromMinutes(1));
        ServingAfter = started.Elapsed;
        await _ready.Task.WaitAsync(TimeSpan.FromMinutes(4));
        ReadyAfter = started.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _console.Add(line);
            if (PrintedLink().Match(line) is { Success: true } link)
            {
                _links[link.Groups["role"].Value] = link.Groups["path"].Value;
                if (_links.Count == 8)
                {
                    _linked.TrySetResult();
                }
            }
        }

        if (ListeningOn().Match(line) is { Success: true } listening)
        {
            _address.TrySetResult(new(listening.Groups["url"].Value));
        }

        if (line.Contains("The estate is ready", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }

    [GeneratedRegex(@"(?<role>[A-Za-z]+)\s+http://\S+?(?<path>/sign-in/\S+)")]
    private static partial Regex PrintedLink();

    [GeneratedRegex(@"/sign-in/\S+")]
    private static partial Regex SignInPath();

    [GeneratedRegex(@"Now listening on: (?<url>http://\S+)")]
    private static partial Regex ListeningOn();
}

using Microsoft.Playwright;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>One headless Chromium for all browser tests.</summary>
/// <remarks>
/// The browser is the machine's own: <c>GOVERNANCE_CHROMIUM</c>, then /usr/bin/chromium, then the PATH. Without one the tests
/// are skipped and say so; with <c>GOVERNANCE_REQUIRE_BROWSER=1</c>, as in continuous integration, they fail instead.
/// </remarks>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private const string PathVariable = "GOVERNANCE_CHROMIUM";
    private const string RequireVariable = "GOVERNANCE_REQUIRE_BROWSER";

    // No sandbox: containers run as root. The others stop Chromium from calling home during a test.
    private static readonly string[] s_flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens an empty page in a context of its own; dispose the context to close it.</summary>
    /// <param name="options">Viewport, colour scheme and the like; none means Playwright's own.</param>
    public async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
        {
            const string missing =
                $"No Chromium found: install it (Debian: apt-get install chromium) or set {PathVariable} to its path.";
            Assert.False(Environment.GetEnvironmentVariable(RequireVariable) == "1", missing);
            Assert.Skip(missing);
        }

        var context = await _browser.NewContextAsync(options);
        return await context.NewPageAsync();
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } executable)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Headless = true,
                Args = s_flags,
            }
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } configured)
        {
            return configured;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        return folders.Prepend("/usr/bin").SelectMany(_ => names, Path.Combine).FirstOrDefault(File.Exists);
    }
}

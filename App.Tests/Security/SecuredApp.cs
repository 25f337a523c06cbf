using System.Net;
using System.Text.RegularExpressions;
using GovernanceDashboard.Components.Pages.SignIn;
using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Doubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GovernanceDashboard.Tests.Security;

/// <summary>The room's own pipeline on a real port, with a page for everybody who is signed in and one that a role may not open.</summary>
internal sealed partial class SecuredApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly bool _ownsFolder;

    private SecuredApp(WebApplication app, DataFolder folder, bool ownsFolder, SetClock clock, SetDemoState demo)
    {
        _app = app;
        _ownsFolder = ownsFolder;
        Folder = folder;
        Clock = clock;
        Demo = demo;
    }

    public DataFolder Folder { get; }

    public SetClock Clock { get; }

    public SetDemoState Demo { get; }

    public Uri Address => new(_app.Urls.Single());

    public ActivityLog Activity => _app.Services.GetRequiredService<ActivityLog>();

    public IServiceProvider Services => _app.Services;

    public static Task<SecuredApp> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(
            new DataFolder(Path.Combine(Path.GetTempPath(), $"secured-{Guid.NewGuid():N}")),
            ownsFolder: true,
            isHttps: false,
            settings
        );

    /// <summary>Reached through <see cref="HttpsBrowser"/> only.</summary>
    public static Task<SecuredApp> StartHttpsAsync(params (string Key, string Value)[] settings) =>
        StartAsync(
            new DataFolder(Path.Combine(Path.GetTempPath(), $"secured-{Guid.NewGuid():N}")),
            ownsFolder: true,
            isHttps: true,
            settings
        );

    /// <summary>Another process over the same data folder; dispose it before this one.</summary>
    public Task<SecuredApp> NeighbourAsync() => StartAsync(Folder, ownsFolder: false, isHttps: false, []);

    private static async Task<SecuredApp> StartAsync(
        DataFolder folder,
        bool ownsFolder,
        bool isHttps,
        (string Key, string Value)[] settings
    )
    {
        // Now, and not any instant: a browser's cookie store goes by the real clock.
        var clock = new SetClock(TimeProvider.System.GetUtcNow());
        var demo = new SetDemoState();
        var builder = WebApplication.CreateSlimBuilder();
        if (isHttps)
        {
            // No certificate is at hand: the test server is told that the request came over https.
            builder.WebHost.UseTestServer();
        }

        builder.Configuration.AddInMemoryCollection([
            KeyValuePair.Create("Urls", (string?)"http://127.0.0.1:0"),
            KeyValuePair.Create("SignIn:AttemptsPerMinute", (string?)"1000"),
            KeyValuePair.Create("SignIn:RecheckSeconds", (string?)"1"),
        ]);
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))
        );
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IDemoState>(demo);
        builder.Services.AddSingleton(folder);
        builder.Services.AddRazorComponents();
        builder.Services.AddApplicationRecords();
        builder.Services.AddGovernanceSecurity(builder.Configuration);
        var app = builder.Build();
        app.UseGovernanceSecurity();
        app.MapSignIn();
        app.MapGet("/", (HttpContext http) => CurrentUsers.From(http.User).ToString());
        app.MapGet("/activity", () => "entries").RequireAuthorization(nameof(AppAction.ViewActivity));
        app.MapPost("/write", () => "written").AllowAnonymous();
        app.MapGet("/failing", string () => throw new InvalidOperationException()).AllowAnonymous();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SecuredApp(app, folder, ownsFolder, clock, demo);
    }

    /// <summary>A browser with its own cookies that shows redirects instead of following them.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = Address,
        };

    /// <summary>Sends every request over https to <c>governance.example.org</c>.</summary>
    public HttpClient HttpsBrowser()
    {
        var client = _app.GetTestClient();
        client.BaseAddress = new Uri("https://governance.example.org");
        return client;
    }

    public Task<string> LinkAsync(AppRole role, bool isDemo = false, string? name = null) =>
        _app
            .Services.GetRequiredService<SignInLinks>()
            .IssueAsync(role, name, isDemo, TestContext.Current.CancellationToken);

    /// <summary>Opens the link and presses its button.</summary>
    public static async Task<HttpResponseMessage> UseAsync(HttpClient browser, string link)
    {
        using var form = await browser.GetAsync(link, TestContext.Current.CancellationToken);
        var html = await form.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await PostAsync(browser, link, html);
    }

    /// <summary>Posts a form with the antiforgery token that <paramref name="html"/> holds.</summary>
    public static Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, string html) =>
        browser.PostAsync(
            path,
            new FormUrlEncodedContent([
                KeyValuePair.Create("__RequestVerificationToken", AntiforgeryField().Match(html).Groups[1].Value),
            ]),
            TestContext.Current.CancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Folder.Path, recursive: true);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryField();
}

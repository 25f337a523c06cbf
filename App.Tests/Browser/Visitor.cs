using Microsoft.Playwright;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>A signed-in person at a browser of their own. Remembers every complaint of the pages that they visit.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private Visitor(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Errors in the browser's console and uncaught faults of scripts, in order.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a browser and signs in with a fresh link.</summary>
    public static async Task<Visitor> SignInAsync(
        ChromiumFixture chromium,
        ServerProcess server,
        string role,
        BrowserNewContextOptions? options,
        CancellationToken cancellationToken
    ) => await SignInAsync(chromium, await server.NewLinkAsync(role, cancellationToken), options);

    public static async Task<Visitor> SignInAsync(ChromiumFixture chromium, Uri link, BrowserNewContextOptions? options)
    {
        var page = await chromium.NewPageAsync(options);

        // Two cores draw, serve and test at once; a slow answer here is not a fault of the page.
        page.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        var visitor = new Visitor(page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                visitor.Complaints.Add($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, fault) => visitor.Complaints.Add($"{page.Url}: {fault}");
        await page.GotoAsync(link.ToString());
        await page.GetByRole(
                AriaRole.Button,
                new() { NameRegex = new("sign in", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }
            )
            .ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return visitor;
    }

    /// <summary>Goes to a page of the app and waits for its heading.</summary>
    public async Task OpenAsync(ServerProcess server, string path)
    {
        await Page.GotoAsync(new Uri(server.Address, path).ToString());
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>Every page in both appearances: no serious finding of axe, and not a word in the browser's console.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(ChromiumFixture chromium, SeedServer server)
{
    private static readonly string[] s_rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task No_page_has_a_serious_finding(string appearance)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var visitor = await Visitor.SignInAsync(
            chromium,
            server,
            "Admin",
            new() { ColorScheme = appearance == "dark" ? ColorScheme.Dark : ColorScheme.Light },
            cancellationToken
        );
        var page = visitor.Page;
        await page.Context.AddCookiesAsync([Cookie(appearance)]);
        var table = await FirstLinkAsync(visitor, "/estate?q=keystroke", "/table/");
        var person = await FirstLinkAsync(visitor, "/people", "/person/");
        var group = await FirstLinkAsync(visitor, "/?view=table", "/group/");
        string[] paths =
        [
            "/",
            "/?view=table",
            "/estate",
            "/estate?q=there-is-no-such-table",
            table,
            table + "?tab=readers",
            table + "?tab=policies",
            table + "?tab=facts",
            "/table/no.such_table",
            "/people",
            person,
            group,
            "/what-if",
            "/evidence",
            "/patterns",
            "/patterns?view=signatures",
            "/records?type=table-groups",
            "/findings",
            "/snapshots",
            "/activity",
            "/not-found",
        ];
        var findings = new List<string>();
        foreach (var path in paths)
        {
            await visitor.OpenAsync(server, path);
            await SettledAsync(page);
            var found = await page.RunAxe(
                new AxeRunOptions
                {
                    RunOnly = new() { Type = "tag", Values = [.. s_rules] },
                }
            );
            findings.AddRange(
                from violation in found.Violations
                where violation.Impact is "serious" or "critical"
                from node in violation.Nodes
                select $"{appearance} {path} {violation.Id}: {node.Html}"
            );
        }

        Assert.True(findings is [], string.Join(Environment.NewLine, findings));
        Assert.True(visitor.Complaints is [], string.Join(Environment.NewLine, visitor.Complaints));
    }

    // What is still being loaded cannot be judged.
    private static async Task SettledAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("main [aria-busy='true'], main .skeleton")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Treeitem).First).ToBeVisibleAsync();
    }

    private async Task<string> FirstLinkAsync(Visitor visitor, string path, string prefix)
    {
        await visitor.OpenAsync(server, path);
        var href = await visitor.Page.Locator($"main a[href^='{prefix}']").First.GetAttributeAsync("href");
        return href!.Split('?')[0];
    }

    private Cookie Cookie(string appearance) =>
        new()
        {
            Name = "GovernanceDashboard.Appearance",
            Value = appearance == "dark" ? "material-dark" : "material",
            Url = server.Address.ToString(),
        };
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>Light and dark, both with Radzen's contrast overlay, remembered over a reload.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AppearanceTests(ChromiumFixture chromium, RunningApp app)
{
    [Fact]
    public async Task The_dark_appearance_is_readable_and_survives_a_reload()
    {
        var page = await chromium.NewPageAsync();
        await using var context = page.Context;
        await page.GotoAsync(app.Address.ToString());
        var toggle = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dark appearance" });
        await Assertions.Expect(StyleSheet(page, "material-wcag.css")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".plotly-chart .bars")).ToHaveCountAsync(1);
        await AssertAccessibleAsync(page);

        await toggle.ClickAsync();
        await Assertions.Expect(StyleSheet(page, "material-dark-wcag.css")).ToHaveCountAsync(1);
        await AssertAccessibleAsync(page);

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".plotly-chart .bars")).ToHaveCountAsync(1);
        await Assertions.Expect(StyleSheet(page, "material-dark-base.css")).ToHaveCountAsync(1);
        await Assertions.Expect(StyleSheet(page, "material-dark-wcag.css")).ToHaveCountAsync(1);
    }

    private static ILocator StyleSheet(IPage page, string name) => page.Locator($"link[href*='{name}']");

    private static async Task AssertAccessibleAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var found = await page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa"] },
            }
        );
        var violations =
            from violation in found.Violations
            from node in violation.Nodes
            select $"{violation.Id}: {node.Html}";
        Assert.Equal("", string.Join(Environment.NewLine, violations));
    }
}

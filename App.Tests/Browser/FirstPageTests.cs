using Microsoft.Playwright;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>The app starts, serves its page to a browser, and the circuit answers.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FirstPageTests(ChromiumFixture chromium, RunningApp app)
{
    [Fact]
    public async Task The_first_page_opens_reacts_and_draws_within_its_content_policy()
    {
        var page = await chromium.NewPageAsync();
        await using var context = page.Context;
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);

        await page.GotoAsync(app.Address.ToString());
        await Assertions.Expect(page).ToHaveTitleAsync("Governance Dashboard");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Count" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Clicked 1 times")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".plotly-chart .bars .point")).ToHaveCountAsync(2);

        Assert.Empty(complaints);
    }
}

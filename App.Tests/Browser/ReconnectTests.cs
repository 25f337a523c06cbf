using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>A dropped connection: the same circuit goes on, with what was typed and not yet in any address.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReconnectTests(ChromiumFixture chromium, SeedServer server)
{
    [Fact]
    public async Task A_circuit_survives_a_dropped_connection_with_its_state()
    {
        await using var proxy = new CuttableProxy(server.Address);
        var link = await server.NewLinkAsync("IncidentLead", TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.SignInAsync(chromium, new(proxy.Address, link.PathAndQuery), null);
        var page = visitor.Page;
        await page.GotoAsync(new Uri(proxy.Address, "/what-if").ToString());
        await page.GetByLabel("Everyone items only").CheckAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Policy items" })
            .GetByRole(AriaRole.Row)
            .Nth(1)
            .ClickAsync();
        var remove = page.GetByRole(AriaRole.Button, new() { Name = "Remove everyone (public) from this item" });
        await remove.ClickAsync();
        await Expect(page.GetByText("Pending changes (1)")).ToBeVisibleAsync();

        await page.EvaluateAsync("window.sameDocument = true");
        proxy.Cut();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Connection to the server" });
        await Expect(dialog).ToBeVisibleAsync();
        proxy.Mend();
        await Expect(dialog).ToBeHiddenAsync();

        // A reload would have taken the mark away.
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(page.Locator(".whatif-result")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument === true"));
    }
}

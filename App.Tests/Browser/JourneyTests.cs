using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>The main job from end to end, as an incident lead does it on the full-size demonstration.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class JourneyTests(ChromiumFixture chromium, DemoServer server)
{
    private const string OffendingPolicy = "telemetry-platform default read";

    [Fact]
    public async Task An_incident_lead_gets_from_a_printed_link_to_a_verified_pack()
    {
        await using var visitor = await Visitor.SignInAsync(
            chromium,
            server.PrintedLink("IncidentLead"),
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        var page = visitor.Page;

        await FindATableAndWhoReadsItAsync(visitor);
        await ReadOneExplanationAsync(page);
        var group = await DrillFromTheHeatmapAsync(visitor);
        await RemoveTheEveryoneItemAsync(page);
        await ExportAndVerifyAsync(visitor, group);

        Assert.True(visitor.Complaints is [], string.Join(Environment.NewLine, visitor.Complaints));
    }

    private async Task FindATableAndWhoReadsItAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.OpenAsync(server, "/estate");
        await Expect(page.GetByText("45,000 tables in the estate")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).FillAsync("telemetry keystroke");
        await Expect(page.GetByText("tables with these filters")).ToBeVisibleAsync();
        // The count comes before the rows: a link of the rows before would be another table.
        await page.Locator("main a[href^='/table/telemetry']").First.ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of this table" })
            .GetByRole(AriaRole.Link, new() { Name = "Readers" })
            .ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Readers" })).ToBeVisibleAsync();
        await Expect(page.Locator("main a[href^='/person/p-']").First).ToBeVisibleAsync();
    }

    private static async Task ReadOneExplanationAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Why p-[0-9a-f]{10} can read this$") })
            .First.ClickAsync();
        await Expect(page.GetByText(new Regex("^p-[0-9a-f]{10} can read .* of telemetry"))).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^What opens it") })).ToBeVisibleAsync();
    }

    private async Task<string> DrillFromTheHeatmapAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.OpenAsync(server, "/");
        var plot = page.Locator(".plotly-chart[data-ready] .nsewdrag").First;
        await Expect(plot).ToBeVisibleAsync();

        // The chart takes a click on what it has told the pointer about: a person sees the label first, too.
        var cell = new Position { X = 40, Y = 12 };
        // A chart that is drawn anew between press and release loses the click, and a person clicks again.
        for (var tries = 0; tries < 4 && !page.Url.Contains("/group/", StringComparison.Ordinal); tries++)
        {
            await plot.HoverAsync(new() { Position = cell });
            await Expect(page.Locator(".plotly-chart .hoverlayer .hovertext").First).ToBeVisibleAsync();
            await plot.ClickAsync(new() { Position = cell });
            await page.WaitForFunctionAsync(
                "deadline => location.pathname.startsWith('/group/') || Date.now() > deadline",
                DateTimeOffset.UtcNow.AddSeconds(10).ToUnixTimeMilliseconds()
            );
        }

        await page.WaitForURLAsync(new Regex("/group/"));
        await Expect(page.GetByText(ReadersOfGroup())).ToBeVisibleAsync();
        await Expect(page.Locator("main a[href^='/person/p-']").First).ToBeVisibleAsync();
        return await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
    }

    private async Task RemoveTheEveryoneItemAsync(IPage page)
    {
        await page.GotoAsync(new Uri(server.Address, "/what-if").ToString());
        await page.GetByLabel("Everyone items only").CheckAsync();
        await page.GetByText(OffendingPolicy).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove everyone (public) from this item" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        var lost = page.Locator(".whatif-result .falls dd");
        await Expect(lost.First).ToBeVisibleAsync();
        foreach (var number in await lost.AllInnerTextsAsync())
        {
            Assert.True(Number(number) > 10_000, $"only {number} lost");
        }

        // Breadth, people, … of the first row, "before → after": the biggest change has to be a fall.
        var people = await page.Locator(".whatif-grid td", new() { HasTextRegex = new(@"^\s*[\d,]+ → [\d,]+\s*$") })
            .First.InnerTextAsync();
        var sides = people.Split('→');
        Assert.True(Number(sides[1]) < Number(sides[0]) / 5, people);
    }

    private async Task ExportAndVerifyAsync(Visitor visitor, string group)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var page = visitor.Page;
        await visitor.OpenAsync(server, "/evidence?scope=" + Uri.EscapeDataString("group:" + group));
        await page.GetByRole(AriaRole.Button, new() { Name = "Export evidence pack" }).ClickAsync();
        await Expect(page.GetByText("is written.")).ToBeVisibleAsync(new() { Timeout = 240_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify", Exact = true }).ClickAsync();
        await Expect(page.GetByText("VERIFIED", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 120_000 });

        var pack = Directory.GetDirectories(Path.Combine(server.DataFolder, "packs")).Single();
        var verified = await ProductProcess.RunAsync(["evidence", "verify", pack], cancellationToken);
        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        Assert.Contains("VERIFIED", verified.Output, StringComparison.Ordinal);

        var row = ChangeOneCell(Directory.GetFiles(pack, "*.xlsx").Single());
        var refuted = await ProductProcess.RunAsync(["evidence", "verify", pack], cancellationToken);
        Assert.Equal(2, refuted.ExitCode);
        Assert.Contains("09", refuted.Output + refuted.Error, StringComparison.Ordinal);
        Assert.Matches($@"\brow {row}\b", refuted.Output + refuted.Error);
    }

    /// <summary>Changes the first pseudonym on sheet 09, in its row 2, the way a forger would: inside the file.</summary>
    private static int ChangeOneCell(string workbook)
    {
        using var archive = ZipFile.Open(workbook, ZipArchiveMode.Update);
        var sheet = archive
            .Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal)
            .ElementAt(2);
        string text;
        using (var reader = new StreamReader(sheet.Open()))
        {
            text = reader.ReadToEnd();
        }

        var name = sheet.FullName;
        var forged = new Regex("p-[0-9a-f]{10}").Replace(text, "p-0000000000", 1);
        Assert.NotEqual(text, forged);
        sheet.Delete();
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(forged);
        return 2;
    }

    private static long Number(string text) =>
        long.Parse(text.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\d,]+ of [\d,]+ people can read at least one table")]
    private static partial Regex ReadersOfGroup();
}

using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Tests.Cli;
using Microsoft.Playwright;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>A question has one answer, whichever skin it is asked through.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SameNumbersTests(ChromiumFixture chromium, SeedServer server)
{
    private const int TablesCompared = 50;
    private const int PeopleCompared = 50;

    [Fact]
    public async Task Pages_and_command_line_agree_on_fifty_tables_and_fifty_people()
    {
        var terminal = new Terminal(server.DataFolder);
        await using var visitor = await Visitor.SignInAsync(
            chromium,
            server,
            "Reviewer",
            null,
            TestContext.Current.CancellationToken
        );

        // Every fourth of about 200 tables, from the estate page's own export of names.
        var tables = await NamesAsync(visitor, "/estate", "/table/", TablesCompared, step: 4);
        var readers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var who = await JsonAsync(terminal, "who", table, "--json");
            await visitor.OpenAsync(server, "/table/" + table);
            Assert.Equal(
                (table, Number(who, "people")),
                (table, await FigureAsync(visitor.Page, "People who can read it"))
            );
            readers.UnionWith(
                who.GetProperty("principals")
                    .EnumerateArray()
                    .Select(principal => principal.GetProperty("name").GetString()!)
            );
        }

        var people = readers.Order(StringComparer.Ordinal).Take(PeopleCompared).ToList();
        Assert.Equal(PeopleCompared, people.Count);
        foreach (var person in people)
        {
            var what = await JsonAsync(terminal, "what", person, "--json");
            await visitor.OpenAsync(server, "/person/" + person);

            // What only the files let through is in the list, but in no figure.
            var throughHive = what.GetProperty("tables")
                .EnumerateArray()
                .Count(table =>
                    table.GetProperty("channels").EnumerateArray().Any(channel => channel.GetString() == "hive")
                );
            Assert.Equal((person, throughHive), (person, await FigureAsync(visitor.Page, "Readable tables")));
        }
    }

    [Fact]
    public async Task The_heatmap_of_the_page_is_the_heatmap_of_the_command_line()
    {
        var terminal = new Terminal(server.DataFolder);
        var heatmap = await JsonAsync(terminal, "heatmap", "--json");
        var expected = heatmap
            .GetProperty("cells")
            .EnumerateArray()
            .Select(cell =>
                $"{cell.GetProperty("group")} | {cell.GetProperty("population")} | {Number(cell, "people")}"
            )
            .Order(StringComparer.Ordinal);
        await using var visitor = await Visitor.SignInAsync(
            chromium,
            server,
            "IncidentLead",
            null,
            TestContext.Current.CancellationToken
        );
        await visitor.OpenAsync(server, "/?view=table&measure=people");
        await Assertions.Expect(visitor.Page.Locator("table.matrix tbody tr").First).ToBeVisibleAsync();
        var shown = await visitor.Page.Locator("table.matrix").EvaluateAsync<string[]>(ReadMatrix);
        Assert.Equal(expected, shown.Order(StringComparer.Ordinal));
    }

    // The first two columns are the group and all people; a population's heading carries its size on a second line.
    private const string ReadMatrix = """
        table => {
          const populations = [...table.querySelectorAll('thead th')].slice(2).map(th => th.firstChild.textContent.trim());
          return [...table.querySelectorAll('tbody tr')].flatMap(tr => {
            const group = tr.querySelector('th').textContent.trim();
            return [...tr.querySelectorAll('td')].slice(1).map((td, i) =>
              `${group} | ${populations[i]} | ${td.textContent.replace(/[,?\s]/g, '')}`);
          });
        }
        """;

    private async Task<List<string>> NamesAsync(Visitor visitor, string path, string prefix, int count, int step)
    {
        var page = visitor.Page;
        await visitor.OpenAsync(server, path);
        await Assertions.Expect(page.Locator($"main a[href^='{prefix}']").First).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync()
        );
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var rows = (await reader.ReadToEndAsync()).Split('\n').Skip(1).Where(row => row.Length > 0).ToList();
        return
        [
            .. rows.Where((_, position) => position % step == 0).Take(count).Select(row => row.Split(',')[0].Trim('"')),
        ];
    }

    private static async Task<JsonElement> JsonAsync(Terminal terminal, params string[] arguments)
    {
        var run = await terminal.RunAsync(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static async Task<int> FigureAsync(IPage page, string title)
    {
        var figure = page.Locator(
                "main dl.figures-line > div",
                new() { Has = page.GetByText(title, new() { Exact = true }) }
            )
            .Locator("dd strong");
        await Assertions.Expect(figure).ToBeVisibleAsync();
        return int.Parse(
            (await figure.InnerTextAsync()).Replace("≥ ", "", StringComparison.Ordinal),
            NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture
        );
    }
}

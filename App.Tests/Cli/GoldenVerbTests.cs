using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Pages.ScopeMetrics;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>The golden case of metrics 6.9, to the last digit, from source files through an import: by the verbs and by the page.</summary>
public sealed class GoldenVerbTests(GoldenFolder folder) : IClassFixture<GoldenFolder>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Terminal Terminal => new(folder.Data);

    [Fact]
    public async Task Metrics_at_day_12_are_those_worked_by_hand()
    {
        var metrics = await JsonAsync("metrics", "group:golden", "--at", GoldenFolder.Day(12));

        Assert.Equal("4", Point(metrics, "people"));
        foreach (var basis in new[] { "gross", "net" })
        {
            Assert.Equal("12", Point(metrics, basis, "mass"));
            Assert.Equal("75.00", Point(metrics, basis, "indexPercent"));
            Assert.Equal("16", Point(metrics, "time", basis, "personTableDays"));
            Assert.Equal("48", Point(metrics, "time", basis, "weightedDays"));
            AssertProof(metrics.GetProperty("time").GetProperty(basis).GetProperty("proof"));
        }

        var tables = metrics
            .GetProperty("tables")
            .EnumerateArray()
            .ToDictionary(table => table.GetProperty("name").GetString()!);
        AssertTable(tables["db.t1"], "3", "2", "66.67", "moderate", "8", "66.67");
        AssertTable(tables["db.t2"], "4", "2", "100.00", "critical", "4", "50.00");
        AssertTable(tables["pub.t3"], "4", "0", null, null, "0", null);
        AssertUse(metrics.GetProperty("lookBack").GetProperty("use"), (4, 1, 6), 63.64m, (9.09m, 63.64m));
        Assert.Equal("6.5", Point(metrics, "blastRadius", "weight"));
        Assert.Equal("5.5", Point(metrics, "blastRadius", "meanWeight"));
        // Of t1 two subjects, each seen by two; of both tables alice is seen by all four, and dave by two.
        Assert.Equal("4", Point(tables["db.t1"], "net", "subjectViewerPairs"));
        Assert.Equal("6", Point(metrics, "net", "subjectViewerPairs"));
        Assert.Equal(1, metrics.GetProperty("net").GetProperty("tablesWithoutSubjects").GetInt32());
    }

    [Theory]
    [InlineData("alice", 66.67, "6.5", "100.00", 1)]
    [InlineData("bob", 66.67, "6.5", "100.00", 0)]
    [InlineData("carol", 66.67, "6.5", "100.00", 0)]
    [InlineData("dave", 50.00, "2.5", "38.46", 0)]
    public async Task Each_persons_over_exposure_and_blast_radius(
        string login,
        double overExposure,
        string weight,
        string percent,
        int unused
    )
    {
        var metrics = await JsonAsync("metrics", $"principal:{login}", "--at", GoldenFolder.Day(12));

        var person = Assert.Single(metrics.GetProperty("persons").EnumerateArray());
        Assert.Equal((decimal)overExposure, person.GetProperty("use").GetProperty("overExposurePercent").GetDecimal());
        Assert.Equal(unused, person.GetProperty("use").GetProperty("provenUnused").GetInt32());
        Assert.Equal(weight, Point(person, "blastRadius", "weight"));
        Assert.Equal(percent, Point(person, "blastRadius", "percent"));
        // Whatever one of them reads, another one reads too.
        Assert.Equal("0", Point(person, "marginalWeight"));
    }

    [Fact]
    public async Task The_blast_radius_of_a_group_is_that_of_its_members_together()
    {
        var metrics = await JsonAsync("metrics", "estate", "--whom", "group:eng", "--at", GoldenFolder.Day(12));

        Assert.Equal("2", Point(metrics, "people")); // alice and bob
        Assert.Equal("6.5", Point(metrics, "blastRadius", "weight"));
        Assert.Equal("100.00", Point(metrics, "blastRadius", "percent"));
        Assert.Equal("8", Point(metrics, "net", "mass"));
        var none = await Terminal.RunAsync("metrics", "estate", "--whom", "group:nobody");
        Assert.Equal(4, none.ExitCode);
        Assert.Equal(4, (await Terminal.RunAsync("metrics", "estate", "--whom", "alice")).ExitCode);
    }

    [Fact]
    public async Task A_look_back_may_be_given_as_days_or_as_a_stretch()
    {
        foreach (var (at, lookBack) in new[] { (Day(13), "13"), (Day(12), $"{Day(0)}/{Day(13)}") })
        {
            var metrics = await JsonAsync("metrics", "estate", "--at", at, "--look-back", lookBack);
            AssertUse(metrics.GetProperty("lookBack").GetProperty("use"), (4, 1, 6), 63.64m, (9.09m, 63.64m));
        }

        // Nobody says what was logged before day 0: nothing is proven unused over 90 days.
        var longer = await JsonAsync("metrics", "estate", "--at", Day(12), "--look-back", "90");
        AssertUse(longer.GetProperty("lookBack").GetProperty("use"), (4, 0, 7), 63.64m, (0, 63.64m));
        var wrong = await Terminal.RunAsync("metrics", "estate", "--look-back", "soon");
        Assert.Equal(64, wrong.ExitCode);
        Assert.Contains("--look-back 'soon'", wrong.Error, StringComparison.Ordinal);

        static string Day(double day) => GoldenFolder.Day(day);
    }

    [Fact]
    public async Task Exposure_over_the_mistake_is_16_person_table_days_with_its_proof()
    {
        foreach (var (from, to) in new[] { (0, 30), (10, 14) })
        {
            var exposure = await JsonAsync(
                "exposure",
                "estate",
                "--from",
                GoldenFolder.Day(from),
                "--to",
                GoldenFolder.Day(to),
                "--detected",
                GoldenFolder.Day(11)
            );
            foreach (var basis in new[] { "gross", "net" })
            {
                var book = exposure.GetProperty(basis);
                Assert.Equal("16", Point(book, "personTableDays"));
                Assert.Equal("48", Point(book, "weightedDays"));
                Assert.Equal("8", Point(book, "tableDays"));
                Assert.Equal("16", Point(book, "personDays"));
                Assert.Equal("1", Point(book, "mttdDays"));
                AssertProof(book.GetProperty("proof"));
                Assert.Equal(
                    16,
                    book.GetProperty("intervals")
                        .EnumerateArray()
                        .Sum(row => row.GetProperty("personTableDays").GetProperty("low").GetDouble())
                );
            }
        }
    }

    [Fact]
    public async Task Lines_of_csv_add_up_to_the_figures()
    {
        var exposures = await CsvAsync("exposure", "estate");
        Assert.Equal(ExposureLines.Header, exposures[0]);
        Assert.Equal((16, 16), (Sum(exposures, "person_table_days_low"), Sum(exposures, "person_table_days_high")));
        Assert.Equal(["sure", "sure"], exposures.Skip(1).Select(line => line[0]));

        var metrics = await CsvAsync("metrics", "estate", "--at", GoldenFolder.Day(12));
        Assert.Equal(MetricsLines.Header, metrics[0]);
        Assert.Equal(3, metrics.Length - 1);
        Assert.Equal((12, 12), (Sum(metrics, "net_mass_low"), Sum(metrics, "gross_mass_high")));
        Assert.Equal((4, 6.5), (Sum(metrics, "net_exposed_low"), Sum(metrics, "weight_high")));
        Assert.Equal(
            ["66.67", "100.00", ""],
            metrics.Skip(1).Select(line => line[metrics[0].IndexOf("net_excess_pct_low")])
        );
    }

    [Fact]
    public async Task Text_says_the_same_and_the_formulas_can_be_asked_for()
    {
        var metrics = (await Terminal.RunAsync("metrics", "estate", "--at", GoldenFolder.Day(12))).Output;
        foreach (
            var words in new[]
            {
                "mass                     12     12  weighted person-tables",
                "exposure index        75.00  75.00  %",
                "of 11 entitlements 4 used, 1 proven unused, 6 unknown",
                "over-exposure (bounds)           9.09 to 63.64  % of entitlements",
                "exposed time             16     16  person-table-days",
                "log coverage          75.00  75.00  % of exposed time",
                "db.t1        4        3    75.00        2   3     66.67  moderate     8  66.67  declared",
                "pub.t3     0.5        4   100.00        0   0         –  –            0      –  declared",
            }
        )
        {
            Assert.Contains(Squeezed(words), Squeezed(metrics), StringComparison.Ordinal);
        }

        var formulas = await Terminal.RunAsync("metrics", "--formulas");
        Assert.Contains(
            "indexPercent (%): XI = 100·Σ w·|Ex| / Σ w·|P ∖ Int|",
            formulas.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(64, (await Terminal.RunAsync("metrics")).ExitCode);
    }

    [Fact]
    public async Task Taking_the_mistake_away_takes_all_exposure_away_and_no_other_grant_does_any()
    {
        var grants = await JsonAsync("metrics", "estate", "--grants", "--at", GoldenFolder.Day(12));

        Assert.Equal(("12", "0"), (Point(grants, "mass"), Point(grants, "redundant")));
        Assert.Equal(
            [(4L, 12.0), (1, 0), (2, 0)],
            grants
                .GetProperty("grants")
                .EnumerateArray()
                .Select(grant =>
                    (
                        grant.GetProperty("policy").GetInt64(),
                        grant.GetProperty("mass").GetProperty("lowMovedBy").GetDouble()
                    )
                )
        );
    }

    [Fact]
    public async Task A_trend_shows_the_mistake_and_its_waterfall_adds_up()
    {
        string[] asked = ["metrics", "estate", "--trend", "--from", GoldenFolder.Day(5), "--to", GoldenFolder.Day(12)];
        var trend = await JsonAsync(asked);
        var lines = await CsvAsync([.. asked, "--step", "3.5"]);
        var text = (await Terminal.RunAsync(asked)).Output;

        Assert.Equal(
            ["0", "0", "0", "0", "0", "12", "12", "12"],
            trend.GetProperty("points").EnumerateArray().Select(point => Point(point, "net", "mass"))
        );
        var waterfall = trend.GetProperty("waterfall").GetProperty("net").EnumerateArray();
        Assert.Equal(
            [("new data", 0.0), ("reclassification", 0), ("audience", 0), ("access", 12)],
            waterfall.Select(part =>
                (part.GetProperty("cause").GetString()!, part.GetProperty("mass").GetProperty("lowMovedBy").GetDouble())
            )
        );
        Assert.Equal(TrendLines.Header, lines[0]);
        Assert.Equal(
            [GoldenFolder.Day(5), "2026-03-09T12:00:00Z", GoldenFolder.Day(12)],
            lines.Skip(1).Select(line => line[0])
        );
        Assert.Contains("access +4 +12", Squeezed(text), StringComparison.Ordinal);
        Assert.Equal(64, (await Terminal.RunAsync([.. asked, "--step", "0.001"])).ExitCode);
    }

    [Fact]
    public async Task A_wide_audience_is_not_told_what_four_people_use()
    {
        await using var provider = Services();
        var picture = new Picture(null, DateTimeOffset.Parse(GoldenFolder.Day(12), CultureInfo.InvariantCulture));
        var (user, progress) = (
            new CurrentUser("board", AppRole.Executive),
            new Progress<GovernanceDashboard.Domain.WorkProgress>()
        );
        var questions = provider.GetRequiredService<EstateQuestions>();

        var answer = await questions.MetricsAsync(user, picture, new("estate"), progress, Token);
        var trend = await Assert.ThrowsAsync<NoAnswerException>(() =>
            questions.TrendAsync(user, picture, new("estate"), progress, Token)
        );

        Assert.Null(answer.LookBack.Use);
        Assert.Null(answer.Reach);
        Assert.Empty(answer.Populations);
        Assert.Equal(NoAnswer.Withheld, trend.Reason);
    }

    [Fact]
    public async Task The_page_shows_the_same_figures()
    {
        await using var provider = Services();
        using var moved = new SemaphoreSlim(0);
        using var page = new MetricsViewModel(
            provider.GetRequiredService<EstateQuestions>(),
            provider.GetRequiredService<JobBoard>(),
            () => moved.Release()
        );

        var picture = new Picture(null, DateTimeOffset.Parse(GoldenFolder.Day(12), CultureInfo.InvariantCulture));
        page.Load(new("lead", AppRole.IncidentLead), picture, new MetricsAddress("estate"));
        while (page.Run.Status is { State: JobState.Running })
        {
            Assert.True(await moved.WaitAsync(TimeSpan.FromSeconds(60), Token));
        }

        var cards = page.Cards.ToDictionary(card => card.Id, card => card.Value);
        Assert.Equal("12", cards["mass"]);
        Assert.Equal("75.00", cards["indexPercent"]);
        Assert.Equal("63.64", cards["overExposurePercent"]);
        Assert.Equal("9.09 to 63.64", cards["overExposureBoundsPercent"]);
        Assert.Equal("6.5", cards["blastRadiusWeight"]);
        Assert.Equal("16", cards["personTableDays"]);
        Assert.Equal("48", cards["weightedDays"]);
        Assert.Equal(("2", "1", "1"), (cards["accessed"], cards["provenNot"], cards["unknown"]));
        Assert.Equal("75.00", cards["logCoveragePercent"]);
        page.Load(new("lead", AppRole.IncidentLead), picture, new MetricsAddress("estate", View: MetricsView.Grants));
        while (page.Grants.Status is not { State: JobState.Succeeded })
        {
            Assert.True(await moved.WaitAsync(TimeSpan.FromSeconds(60), Token));
        }

        // The mistake upholds everything.
        Assert.Equal((4L, 12.0), (page.Grants.Result!.Grants[0].PolicyId, page.Grants.Result.Grants[0].Mass.High));
        Assert.NotNull(page.GrantRows);
        Assert.All(page.Cards, card => Assert.NotEmpty(MetricCatalogueOf(card.Id)));
        Assert.Equal(4, (await page.CsvRowsAsync(Token)).Count + 1);

        static string MetricCatalogueOf(string id) =>
            GovernanceDashboard.Exposure.Metrics.MetricCatalogue.Of(id).Formula;
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var run = await Terminal.RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private async Task<string[][]> CsvAsync(params string[] arguments)
    {
        var file = folder.File("out.csv");
        var run = await Terminal.RunAsync([.. arguments, "--csv", file]);
        Assert.True(run.ExitCode == 0, run.Error);
        // Nothing in this estate needs quotation marks.
        return [.. (await File.ReadAllLinesAsync(file, Token)).Select(line => line.Split(','))];
    }

    private static string Squeezed(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static double Sum(string[][] lines, string column) =>
        lines.Skip(1).Sum(line => double.Parse(line[Array.IndexOf(lines[0], column)], CultureInfo.InvariantCulture));

    /// <summary>The digits of a figure that is a point.</summary>
    private static string? Point(JsonElement element, params string[] path)
    {
        var figure = path.Aggregate(element, (inner, name) => inner.GetProperty(name));
        if (figure.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        Assert.Equal(figure.GetProperty("low").GetRawText(), figure.GetProperty("high").GetRawText());
        return figure.GetProperty("low").GetRawText();
    }

    private static void AssertTable(
        JsonElement table,
        string readers,
        string exposed,
        string? excess,
        string? band,
        string mass,
        string? score
    )
    {
        Assert.Equal(readers, Point(table, "readers"));
        foreach (var basis in new[] { "gross", "net" })
        {
            Assert.Equal(exposed, Point(table, basis, "exposed"));
            Assert.Equal(excess, Point(table, basis, "excessPercent"));
            Assert.Equal(band, table.GetProperty(basis).GetProperty("band").GetString());
            Assert.Equal(mass, Point(table, basis, "mass"));
            Assert.Equal(score, Point(table, basis, "score"));
        }
    }

    private static void AssertUse(
        JsonElement use,
        (int Used, int ProvenUnused, int Unknown) pairs,
        decimal naive,
        (decimal Low, decimal High) bounds
    )
    {
        Assert.Equal(
            pairs,
            (
                use.GetProperty("used").GetInt32(),
                use.GetProperty("provenUnused").GetInt32(),
                use.GetProperty("unknown").GetInt32()
            )
        );
        Assert.Equal(naive, use.GetProperty("overExposurePercent").GetDecimal());
        var given = use.GetProperty("overExposureBoundsPercent");
        Assert.Equal(bounds, (given.GetProperty("low").GetDecimal(), given.GetProperty("high").GetDecimal()));
    }

    private static void AssertProof(JsonElement proof)
    {
        Assert.Equal(
            (4, 2, 1, 1),
            (
                proof.GetProperty("exposed").GetInt32(),
                proof.GetProperty("accessed").GetInt32(),
                proof.GetProperty("provenNot").GetInt32(),
                proof.GetProperty("unknown").GetInt32()
            )
        );
        Assert.Equal(75, proof.GetProperty("logCoveragePercent").GetDecimal());
        Assert.Equal(JsonValueKind.Null, proof.GetProperty("noIndication").ValueKind);
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGovernance(
            new ConfigurationBuilder().Build(),
            new GovernanceDashboard.Data.DataFolder(folder.Data)
        );
        return services.BuildServiceProvider();
    }
}

using System.Text.Json;
using GovernanceDashboard.Cli;
using GovernanceDashboard.Data;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Tests.Cli;
using GovernanceDashboard.Tests.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>What was planted into <c>seed-data</c> is found at its instant and amount, and nothing else by the same rules; in the clean twin nothing is found.</summary>
public sealed class PlantedTruthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Planted_violations_are_found_those_and_only_those()
    {
        var source = Path.Combine(RepositoryFolder.Path, "seed-data");
        var found = await FindAsync(source);

        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(source, "truth.json"), Token));
        var rules = FindingRules.All.Select(rule => rule.Info.Id).ToHashSet();
        var planted = truth.RootElement.EnumerateArray().Where(one => rules.Contains(one.GetProperty("rule").GetString()!)).Select(Line).Order(StringComparer.Ordinal).ToArray();
        var lines = found.Select(Line).Order(StringComparer.Ordinal).ToArray();
        Assert.Fail("MISSING\n" + string.Join("\n", planted.Except(lines)) + "\nEXTRA\n" + string.Join("\n", lines.Except(planted)));
    }

    [Fact]
    public async Task In_the_clean_twin_nothing_is_found()
    {
        var source = _folder.File("clean");
        var run = await new Terminal(_folder.File("none")).RunAsync("generate", "--tables", "200", "--people", "120", "--seed", "39", "--clean", "--out", source);
        Assert.True(run.ExitCode == 0, run.Error);

        Assert.Equal("", string.Join("\n", (await FindAsync(source)).Select(Line)));
    }

    private async Task<Finding[]> FindAsync(string source)
    {
        var run = await new Terminal(_folder.File("data")).RunAsync("import", "--from", source, "--at", "2026-10-17T00:00:00Z");
        Assert.True(run.ExitCode == 0, run.Error);
        var services = VerbServices.Over(_folder.File("data"), new ConfigurationBuilder().Build());
        var active = services.GetRequiredService<ActiveSnapshot>();
        var view = await active.ViewAsync(Picture.Newest, Token);
        var context = new RuleContext(
            view.Index,
            view.Groups,
            await active.GovernanceAsync(view.Facts.Snapshot, Token),
            await active.LineageAsync(view.Facts.Snapshot, Token)
        );
        return [.. FindingRules.All.SelectMany(rule => rule.Run(context, Token))];
    }

    private static string Line(JsonElement one) =>
        $"{one.GetProperty("rule")} {string.Join(' ', one.GetProperty("subjects").EnumerateArray())} {one.GetProperty("from")}..{one.GetProperty("to")} {one.GetProperty("amount")}";

    private static string Line(Finding finding) =>
        $"{finding.Rule} {string.Join(' ', finding.Subjects)} {Instant(finding.From)}..{Instant(finding.To)} {finding.Amount}";

    private static string Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}

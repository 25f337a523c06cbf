using System.Text.Json;
using GovernanceDashboard.Cli;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Tests.Cli;
using GovernanceDashboard.Tests.Data;
using GovernanceDashboard.Tests.Findings.Rules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>What was planted into <c>seed-data</c> is found at its instant and amount, and nothing else by the same rules; in the clean twin nothing is found.</summary>
public sealed class PlantedTruthTests : IDisposable
{
    /// <summary>What follows from what was planted, and is planted nowhere by itself: who is let in by which grant, and whose data they see.</summary>
    private static readonly HashSet<string> s_consequences =
    [
        "department-exposure",
        "inherited-access",
        "peer-exposure",
        "undocumented-access",
    ];

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

        RuleContractTests.DemandWhole(found);
        Assert.Equal(
            RuleContractTests.WithFixtures.Order(StringComparer.Ordinal),
            FindingRules.All.Select(rule => rule.Info.Id).Except(found.Select(finding => finding.Rule))
        );
        var lines = found
            .Where(finding => !s_consequences.Contains(finding.Rule))
            .SelectMany(Lines)
            .Order(StringComparer.Ordinal)
            .ToList();
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(source, "truth.json"), Token));
        var rules = FindingRules.All.Select(rule => rule.Info.Id).ToHashSet();
        var planted = truth
            .RootElement.EnumerateArray()
            .SelectMany(one => Expected(one, rules))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Equal(
            (string.Join('\n', planted), ""),
            (
                string.Join('\n', planted.Intersect(lines)),
                string.Join('\n', lines.Except(planted).Where(line => !IsStatistical(line)))
            )
        );
    }

    [Fact]
    public async Task What_was_open_for_a_while_is_measured_to_the_second_and_told_by_drift()
    {
        var source = Path.Combine(RepositoryFolder.Path, "seed-data");
        _ = await FindAsync(source);
        var terminal = new Terminal(_folder.File("data"));
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(source, "truth.json"), Token));
        var opened = truth
            .RootElement.EnumerateArray()
            .Where(one => one.GetProperty("rule").GetString() == "everyone-grant-person-table-seconds")
            .ToArray();

        Assert.Equal(2, opened.Length);
        foreach (var one in opened)
        {
            var scope = one.GetProperty("subjects")
                .EnumerateArray()
                .Select(text => text.GetString()!)
                .Single(text => text.StartsWith("db:", StringComparison.Ordinal));
            var (from, to) = (one.GetProperty("from").GetString()!, one.GetProperty("to").GetString()!);
            var exposure = await JsonAsync(terminal, "exposure", scope, "--from", from, "--to", to);
            var days = exposure.GetProperty("net").GetProperty("personTableDays");
            Assert.Equal(days.GetProperty("low").GetDouble(), days.GetProperty("high").GetDouble());
            Assert.Equal(one.GetProperty("amount").GetDouble() / 86_400, days.GetProperty("low").GetDouble(), 6);

            var drift = await JsonAsync(
                terminal,
                "drift",
                "--from",
                "2026-06-01T00:00:00Z",
                "--to",
                "2026-09-01T00:00:00Z"
            );
            Assert.Contains(
                drift.GetProperty("facts").EnumerateArray(),
                fact =>
                    (fact.GetProperty("kind").GetString(), fact.GetProperty("drift").GetString())
                        == ("policy", "CameAndWent")
                    && fact.GetProperty("began").GetProperty("at").GetString() == from
                    && fact.GetProperty("ended").GetProperty("at").GetString() == to
            );
        }
    }

    [Fact]
    public async Task What_is_no_finding_is_told_by_a_figure()
    {
        var source = Path.Combine(RepositoryFolder.Path, "seed-data");
        _ = await FindAsync(source);
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(source, "truth.json"), Token));
        var services = VerbServices.Over(_folder.File("data"), new ConfigurationBuilder().Build());
        var active = services.GetRequiredService<ActiveSnapshot>();
        var view = await active.ViewAsync(Picture.Newest, Token);

        // Names that lead nowhere are faults of the data, and in its quality.
        var quality = (await JsonAsync(new Terminal(_folder.File("data")), "findings")).GetProperty("quality");
        string[] parts = ["Names in policies", "Members that resolve", "Names that lead nowhere"];
        Assert.Equal(Amount("dangling-reference"), parts.Length);
        Assert.All(parts, part => Assert.NotEqual(0, Faults(part)));
        Assert.Equal((1, 1), (Faults(parts[0]), Faults(parts[1])));

        // Second accounts merge into their person.
        Assert.Equal(
            Amount("second-account"),
            view.Facts.Principals.Where(one => one.Person is not null)
                .GroupBy(one => one.Person!.IdentityKey)
                .Sum(person => person.Count() - 1)
        );

        // That people were reassigned is no fault; the log tells each of them.
        var records = await active.GovernanceAsync(view.Facts.Snapshot, Token);
        Assert.Equal(
            Amount("reassigned"),
            records.ChangeEvents.Count(change =>
                change.Value is { Kind: "attribute", After: { } after }
                && after.StartsWith("team=AI Training Pod", StringComparison.Ordinal)
            )
        );

        long Faults(string part) =>
            quality
                .GetProperty("parts")
                .EnumerateArray()
                .Single(one => one.GetProperty("name").GetString() == part)
                .GetProperty("faults")
                .GetInt64();

        long Amount(string rule) =>
            truth
                .RootElement.EnumerateArray()
                .Single(one => one.GetProperty("rule").GetString() == rule)
                .GetProperty("amount")
                .GetInt64();
    }

    [Theory]
    [InlineData("exposure", "db:nope")]
    [InlineData("exposure", "table:no.t")]
    [InlineData("metrics", "table:finance_core.nope")]
    public async Task A_scope_that_names_nothing_is_no_clean_bill(string verb, string scope)
    {
        _ = await FindAsync(Path.Combine(RepositoryFolder.Path, "seed-data"));

        var run = await new Terminal(_folder.File("data")).RunAsync(verb, scope);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains($"There is no {scope}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_clean_twin_nothing_is_found()
    {
        var source = _folder.File("clean");
        var run = await new Terminal(_folder.File("none")).RunAsync(
            "generate",
            "--tables",
            "200",
            "--people",
            "120",
            "--seed",
            "39",
            "--clean",
            "--out",
            source
        );
        Assert.True(run.ExitCode == 0, run.Error);

        Assert.Equal(
            "",
            string.Join("\n", (await FindAsync(source)).SelectMany(Lines).Where(line => !IsStatistical(line)))
        );
    }

    private static bool IsStatistical(string rule) => rule.StartsWith("abnormal-", StringComparison.Ordinal);

    private static async Task<JsonElement> JsonAsync(Terminal terminal, params string[] args)
    {
        var run = await terminal.RunAsync([.. args, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement.Clone();
    }

    private async Task<Finding[]> FindAsync(string source)
    {
        var run = await new Terminal(_folder.File("data")).RunAsync(
            "import",
            "--from",
            source,
            "--at",
            "2026-10-17T00:00:00Z"
        );
        Assert.True(run.ExitCode == 0, run.Error);
        var services = VerbServices.Over(_folder.File("data"), new ConfigurationBuilder().Build());
        var active = services.GetRequiredService<ActiveSnapshot>();
        var view = await active.ViewAsync(Picture.Newest, Token);
        var context = await RuleMaterial.GatherAsync(active, view, Token);
        return [.. FindingRules.All.SelectMany(rule => rule.Run(context, Token))];
    }

    // The truth counts some things in another unit than the rule does, calls some by the mistake's name, and does not say since when a view or dashboard laundered.
    private static IEnumerable<string> Expected(JsonElement one, HashSet<string> rules)
    {
        var rule = one.GetProperty("rule").GetString()!;
        string[] subjects = [.. one.GetProperty("subjects").EnumerateArray().Select(subject => subject.GetString()!)];
        var (time, amount, concerned) = (
            $"{one.GetProperty("from")}..{one.GetProperty("to")}",
            one.GetProperty("amount").GetInt64(),
            string.Join(' ', subjects)
        );
        return rule switch
        {
            "departed-with-live-account" => subjects.Select(login => $"{rule} {login} {time}"),
            "exception-expired" => [$"{rule} {string.Join(' ', subjects[..3])} {time}"],
            "everyone-item-tables" => [$"broad-default {concerned} {time}"],
            "everyone-item-people" => [$"broad-default {concerned} {time} people {amount}"],
            "everyone-grant-pairs" => [$"everyone-grant {concerned} {time} {amount}"],
            "everyone-grant-tables" => [$"everyone-grant {concerned} {time} tables {amount}"],
            "everyone-grant-person-table-seconds" =>
            [
                $"everyone-grant {concerned} {time} person-table-seconds {amount}",
            ],
            "hdfs-bypass-people" => [$"files-bypass {subjects[0]} {time} {amount}"],
            "mistaken-nesting-people" => [$"mistaken-nesting {concerned} {time} {amount}"],
            "untagged-private-conversations" =>
            [
                $"untagged-sensitive class:PRIVATE_CONVERSATIONS {string.Join(' ', subjects.Order(StringComparer.Ordinal))} {time} {amount}",
            ],
            "view-launders" or "dashboard-launders" => [$"{rule} {concerned} {amount}"],
            _ when rules.Contains(rule) => [$"{rule} {concerned} {time} {amount}"],
            _ => [],
        };
    }

    private static IEnumerable<string> Lines(Finding finding)
    {
        var concerned = string.Join(
            ' ',
            finding.Rule == "untagged-sensitive"
                ? finding.Subjects.Order(StringComparer.Ordinal)
                : finding.Subjects.AsEnumerable()
        );
        var line = $"{finding.Rule} {concerned}";
        if (finding.Rule is not ("view-launders" or "dashboard-launders"))
        {
            line += $" {Instant(finding.From)}..{Instant(finding.To)}";
        }

        yield return finding.Rule is "departed-with-live-account" or "exception-expired" or "broad-default"
            ? line
            : $"{line} {finding.Amount}";
        if (finding.Rule is "broad-default" or "everyone-grant")
        {
            foreach (
                var figure in finding.Figures.Where(figure =>
                    figure.Name != "people" || finding.Rule == "broad-default"
                )
            )
            {
                yield return $"{line} {figure.Name} {figure.Value}";
            }
        }
    }

    private static string Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}

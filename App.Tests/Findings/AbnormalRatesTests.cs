using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Cli;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Tests.Cli;
using GovernanceDashboard.Tests.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>
/// How good the statistical rules are on a generated estate, whose people also work late, look around, run queries again and again, are on call and begin late without any reason that is
/// written down: at least 95 % of what was planted is found, and at most one false alarm raised per 1,000 days on which somebody read after 30 days of history, all four rules together.
/// </summary>
/// <remarks>ABNORMAL_TABLES and ABNORMAL_PEOPLE set the size: 45000 and 20000 take some minutes.</remarks>
public sealed class AbnormalRatesTests : IDisposable
{
    private static readonly IFindingRule[] s_rules =
    [
        new AbnormalBurst(),
        new AbnormalFirstTouch(),
        new AbnormalOffHours(),
        new AbnormalPeerOutlier(),
    ];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nearly_all_that_was_planted_is_found_and_hardly_anything_else()
    {
        var context = await EstateAsync("2000", "1000");
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("estate/truth.json"), Token));

        var (planted, hits, alarms) = (0, 0, 0);
        foreach (var rule in s_rules)
        {
            var found = rule.Run(context, Token).Select(Line).ToHashSet(StringComparer.Ordinal);
            var there = truth
                .RootElement.EnumerateArray()
                .Where(one => one.GetProperty("rule").GetString() == rule.Info.Id)
                .Select(Line)
                .ToHashSet(StringComparer.Ordinal);
            var hit = found.Count(there.Contains);
            TestContext.Current.SendDiagnosticMessage(
                $"{rule.Info.Id}: {hit} of {there.Count} planted found at their instants and amounts, {found.Count - hit} false alarms in {context.Use.JudgedDays} principal-days"
            );
            Assert.True(hit >= 0.95 * there.Count, $"{rule.Info.Id}: {hit} of {there.Count} found");
            (planted, hits, alarms) = (planted + there.Count, hits + hit, alarms + found.Count - hit);
        }

        TestContext.Current.SendDiagnosticMessage(
            $"together: {hits} of {planted} found, {1000.0 * alarms / context.Use.JudgedDays:0.00} false alarms per 1,000 principal-days"
        );
        Assert.True(planted > 20);
        Assert.True(
            1000.0 * alarms <= context.Use.JudgedDays,
            $"{alarms} false alarms in {context.Use.JudgedDays} principal-days"
        );
    }

    [Fact]
    public async Task On_the_clean_twin_hardly_anything_is_found()
    {
        var context = await EstateAsync("4000", "2000", "--clean");

        var alarms = s_rules.Sum(rule => rule.Run(context, Token).Count());

        TestContext.Current.SendDiagnosticMessage(
            $"clean twin: {1000.0 * alarms / context.Use.JudgedDays:0.00} false alarms per 1,000 principal-days"
        );
        Assert.True(context.Use.JudgedDays > 1_000);
        Assert.True(
            1000.0 * alarms <= context.Use.JudgedDays,
            $"{alarms} false alarms in {context.Use.JudgedDays} principal-days"
        );
    }

    private async Task<RuleContext> EstateAsync(string tables, string people, params string[] options)
    {
        var source = _folder.File("estate");
        var terminal = new Terminal(_folder.File("data"));
        await RunAsync(
            terminal,
            [
                "generate",
                "--tables",
                Size("ABNORMAL_TABLES", tables),
                "--people",
                Size("ABNORMAL_PEOPLE", people),
                "--seed",
                "7",
                "--out",
                source,
                .. options,
            ]
        );
        await RunAsync(terminal, "import", "--from", source, "--at", "2026-10-17T00:00:00Z");
        var services = VerbServices.Over(_folder.File("data"), new ConfigurationBuilder().Build());
        var active = services.GetRequiredService<ActiveSnapshot>();
        return await RuleMaterial.GatherAsync(active, await active.ViewAsync(Picture.Newest, Token), Token);
    }

    private static string Size(string variable, string other) => Environment.GetEnvironmentVariable(variable) ?? other;

    private static async Task RunAsync(Terminal terminal, params string[] arguments)
    {
        var run = await terminal.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private static string Line(JsonElement one) =>
        Line(
            one.GetProperty("subjects").EnumerateArray().Select(subject => subject.GetString()!),
            one.GetProperty("from").GetDateTimeOffset(),
            one.GetProperty("to").GetDateTimeOffset(),
            one.GetProperty("amount").GetInt64()
        );

    private static string Line(Finding finding) =>
        Line(finding.Subjects, finding.From!.Value, finding.To!.Value, finding.Amount);

    private static string Line(IEnumerable<string> subjects, DateTimeOffset from, DateTimeOffset to, long amount) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', subjects)} {from.UtcDateTime:O} {to.UtcDateTime:O} {amount}"
        );
}

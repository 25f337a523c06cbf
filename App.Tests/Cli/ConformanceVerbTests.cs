using System.Text.Json.Nodes;
using GovernanceDashboard.Cli;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>conformance: counts, reasons and exit codes.</summary>
public sealed class ConformanceVerbTests : IDisposable
{
    private const string Passing = """{ "name": "fits", "input": "abc", "result": true }""";
    private const string Failing = """{ "name": "fits not", "input": "xyz", "result": true }""";

    private readonly TemporaryFolder _folder = new();
    private readonly Terminal _terminal;

    public ConformanceVerbTests() => _terminal = new(_folder.File("data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_passed_exits_with_zero_and_ends_with_the_totals()
    {
        Write("a.json", Passing);
        Write("b.json", Passing);

        var run = await _terminal.RunAsync("conformance", _folder.File("cases"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                _folder.File(Path.Combine("cases", "a.json")) + ": 1 passed, 0 failed, 0 skipped",
                _folder.File(Path.Combine("cases", "b.json")) + ": 1 passed, 0 failed, 0 skipped",
                "2 passed, 0 failed, 0 skipped",
            ],
            Lines(run)
        );
    }

    [Fact]
    public async Task A_failure_is_told_below_its_file_and_exits_with_two()
    {
        Write("a.json", Passing + "," + Failing);

        var run = await _terminal.RunAsync("conformance", _folder.File(Path.Combine("cases", "a.json")));

        Assert.Equal(ExitCode.VerificationFailed, run.ExitCode);
        Assert.Equal("    failed: one: fits not: match expected true, got false", Lines(run)[1]);
        Assert.Equal("1 passed, 1 failed, 0 skipped", Lines(run)[^1]);
    }

    [Fact]
    public async Task Json_holds_the_same()
    {
        Write("a.json", Passing + "," + Failing);

        var run = await _terminal.RunAsync("conformance", _folder.File("cases"), "--json");

        var answer = JsonNode.Parse(run.Output)!;
        Assert.Equal((1, 1, 0), ((int)answer["passed"]!, (int)answer["failed"]!, (int)answer["skipped"]!));
        Assert.Equal("one: fits not", (string?)answer["files"]![0]!["cases"]![0]!["name"]);
    }

    [Fact]
    public async Task A_folder_without_a_case_is_input_that_cannot_be_used()
    {
        Directory.CreateDirectory(_folder.File("cases"));

        var run = await _terminal.RunAsync("conformance", _folder.File("cases"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Equal("No case was found below these paths.", Lines(run)[^1]);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_a_wrong_argument()
    {
        var run = await _terminal.RunAsync("conformance", _folder.File("missing"));

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("missing", run.Error, StringComparison.Ordinal);
    }

    private void Write(string name, string tests)
    {
        Directory.CreateDirectory(_folder.File("cases"));
        File.WriteAllText(
            _folder.File(Path.Combine("cases", name)),
            $$"""
            { "testCases": [{ "name": "one", "resourceDef": { "matcher": "x.RangerDefaultResourceMatcher" },
                "policyResource": { "values": ["a*"] }, "tests": [{{tests}}] }] }
            """
        );
    }

    private static string[] Lines(ProductRun run) => run.Output.TrimEnd().Split(Environment.NewLine);
}

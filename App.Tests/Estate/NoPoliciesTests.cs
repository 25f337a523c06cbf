using GovernanceDashboard.Tests.Cli;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Estate;

/// <summary>An estate without policies has no answer to who can read what: an empty list would read as "nobody".</summary>
public sealed class NoPoliciesTests
{
    [Theory]
    [InlineData("who", "telemetry_raw_keystrokes_us.typed_text_terminal_sample")]
    [InlineData("heatmap")]
    public async Task Access_is_not_answered_where_the_policies_could_not_be_read(params string[] question)
    {
        using var folder = new TemporaryFolder();
        var source = folder.File("source");
        foreach (
            var file in Directory.EnumerateFiles(
                Path.Combine(RepositoryFolder.Path, "seed-data"),
                "*",
                SearchOption.AllDirectories
            )
        )
        {
            var copy = Path.Combine(
                source,
                Path.GetRelativePath(Path.Combine(RepositoryFolder.Path, "seed-data"), file)
            );
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var policies = Path.Combine(source, "ranger", "service-policies.json");
        await File.WriteAllTextAsync(
            policies,
            (await File.ReadAllTextAsync(policies, TestContext.Current.CancellationToken))[..2_000],
            TestContext.Current.CancellationToken
        );
        var terminal = new Terminal(folder.File("data"));
        var import = await terminal.RunAsync("import", "--from", source);
        Assert.True(import.ExitCode == 0, import.Error);

        var answer = await terminal.RunAsync(question);

        Assert.Equal((5, ""), (answer.ExitCode, answer.Output));
        Assert.Contains("no access policies", answer.Error, StringComparison.Ordinal);
    }
}

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>
/// Every scenario file through the engine and through the slow evaluator: check, who, what and explain together, as written and as they
/// follow from each other.
/// </summary>
public sealed class ScenarioTests
{
    private const int AtLeast = 120;

    private static readonly string s_folder = Folder("Files");

    public static TheoryData<string> Scenarios =>
        [
            .. Directory
                .EnumerateFiles(s_folder, "*.json", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(s_folder, path))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Holds(string scenario)
    {
        var file = ScenarioFile.Read(Path.Combine(s_folder, scenario));
        new ScenarioCheck(file, ScenarioEstate.Of(file)).Verify(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void There_are_enough_of_them_and_each_asserts_the_four_answers()
    {
        var files = Scenarios.Select(row => ScenarioFile.Read(Path.Combine(s_folder, row.Data))).ToArray();

        Assert.True(files.Length >= AtLeast, $"{files.Length} scenarios");
        Assert.All(
            files,
            file =>
                Assert.True(file is { Check.Count: > 0, Who.Count: > 0, What.Count: > 0, Explain.Count: > 0 }, file.Why)
        );
        Assert.All(files, file => Assert.EndsWith(".", file.Why, StringComparison.Ordinal));
        Assert.Equal(files.Length, files.Select(file => file.Why).Distinct().Count());
    }

    internal static string Folder(string name)
    {
        var copied = Path.Combine(AppContext.BaseDirectory, "Scenarios", name);
        return Directory.Exists(copied) ? copied : Path.Combine(RepositoryFolder.Path, "App.Tests", "Scenarios", name);
    }
}

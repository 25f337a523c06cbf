using System.Text.Json;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>
/// Whole explanations (every path, cut, obstacle and proposed change of them) and all that the index answers about a small estate, as the
/// files in <c>Explanations</c> write them. Whether the answers agree with the slow evaluator is asked of scenarios and of random estates.
/// </summary>
public sealed class WholeExplanationTests
{
    private static readonly string s_folder = ScenarioTests.Folder("Explanations");

    public static TheoryData<string> Topics =>
        [
            .. Directory
                .EnumerateFiles(s_folder, "*.json")
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Topics))]
    public void Hold(string topic)
    {
        foreach (var scenario in ScenarioFile.ReadAll(Path.Combine(s_folder, topic)))
        {
            var index = AccessIndex.Build(ScenarioEstate.Of(scenario), TestContext.Current.CancellationToken);
            foreach (var (question, expected) in scenario.Pairs ?? [])
            {
                Assert.Equal(
                    Text(scenario, question, expected),
                    Text(
                        scenario,
                        question,
                        PairText.Of(ScenarioCheck.Explain(index, question, ExplanationScope.Default))
                    )
                );
            }

            if (scenario.Answers is { } answers)
            {
                Assert.Equal([scenario.Why, .. answers], [scenario.Why, .. ScenarioAnswers.Of(index)]);
            }
        }
    }

    private static string Text(ScenarioFile scenario, string question, PairText pair) =>
        $"{scenario.Why} {question}: {JsonSerializer.Serialize(pair, ScenarioFile.Options)}";
}

using GovernanceDashboard.Tests.Reference;

namespace GovernanceDashboard.Tests.Scenarios;

public sealed class ScenarioWriterTests
{
    [Fact]
    public void What_is_written_reads_as_the_same_estate()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var facts = new RandomEstate(seed).Create();
            var text = ScenarioWriter.FileOf(facts, "why").Write();
            var read = ScenarioEstate.Of(ScenarioFile.Parse(text));

            Assert.Equal(text, ScenarioWriter.FileOf(read, "why").Write());
            var (expected, actual) = (new ReferenceEvaluator(facts), new ReferenceEvaluator(read));
            Assert.Equal(expected.Logins().Select(login => login.Id), actual.Logins().Select(login => login.Id));
            Assert.All(
                facts.Tables,
                table =>
                    Assert.All(
                        expected.Logins().Select(login => login.Id.Name),
                        login => Assert.Equal(expected.LevelOn(login, table), actual.LevelOn(login, table))
                    )
            );
        }
    }
}

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
            Assert.Equal(
                facts.Principals.Where(principal => principal.Id.Name != "public").Select(principal => principal.Id),
                read.Principals.Where(principal => principal.Id.Name != "public").Select(principal => principal.Id)
            );
            var (expected, actual) = (new ReferenceEvaluator(facts), new ReferenceEvaluator(read));
            Assert.All(facts.Tables, table => Assert.Equal(expected.PossibleEff(table), actual.PossibleEff(table)));
        }
    }
}

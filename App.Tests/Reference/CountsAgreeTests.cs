using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Counts of the whole estate against the sets, on random estates. A failure names the seed.</summary>
public sealed class CountsAgreeTests
{
    private const int Estates = 300;

    [Fact]
    public void Counts_of_the_whole_estate_are_the_sizes_of_its_sets()
    {
        for (var seed = 0; seed < Estates; seed++)
        {
            var index = Build(seed);
            var token = TestContext.Current.CancellationToken;
            var count = EstateCount.Of(
                index,
                TableGroupIndex.Build(index, token),
                PopulationIndex.Build(index),
                "department",
                token
            );
            var tables = Enumerable.Range(0, index.Facts.Tables.Length).Select(table => new TableOrdinal(table));
            Assert.True(
                count.Readers.SequenceEqual(tables.Select(table => index.Readers(table).Count)),
                $"seed {seed}: readers"
            );
            Assert.True(
                count.People.SequenceEqual(tables.Select(table => index.ReadingPeople(table).Count)),
                $"seed {seed}: people"
            );
        }
    }

    private static AccessIndex Build(int seed) =>
        AccessIndex.Build(new RandomEstate(seed).Create(), TestContext.Current.CancellationToken);
}

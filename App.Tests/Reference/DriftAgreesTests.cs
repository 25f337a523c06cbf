using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Two estates with accounts of their own, compared pair by pair.</summary>
public sealed class DriftAgreesTests
{
    [Fact]
    public void Drift_is_the_difference_of_all_pairs_whoever_came_or_went()
    {
        var (moved, changed) = (0, 0);
        foreach (var seed in RandomEstates.Seeds(60))
        {
            var (before, after) = (Build(seed), Build(seed + RandomEstates.Elsewhere));
            var people = new CommonPeople(before, after);

            var drift = new DriftCells(
                "department",
                people,
                ["all"],
                new int[people.Universe],
                _ => [],
                table => new(table.After is null ? 1 : 2, 4)
            ).Count((_, _) => { }, TestContext.Current.CancellationToken);

            var (was, will) = (Pairs(before), Pairs(after));
            var (gained, lost) = (will.Except(was).ToArray(), was.Except(will).ToArray());
            Assert.True((gained.Length, lost.Length) == (drift.PairsGained, drift.PairsLost), $"seed {seed}: pairs");
            Assert.True(
                (gained.Length, lost.Length)
                    == (drift.Cells.Sum(cell => cell.PairsGained), drift.Cells.Sum(cell => cell.PairsLost)),
                $"seed {seed}: cells"
            );
            Assert.True(
                gained.Select(pair => pair.Person).Distinct().Count() == drift.PeopleGained
                    && lost.Select(pair => pair.Table).Distinct().Count() == drift.TablesLost,
                $"seed {seed}: people and tables"
            );
            Assert.True(
                drift.Gained.Low <= drift.PairsGained && drift.PairsGained <= drift.Gained.High,
                $"seed {seed}: range"
            );
            Assert.True(drift.Cells.Sum(cell => cell.WeightGained.High) == 4 * gained.Length, $"seed {seed}: weight");
            moved += before.People.Count == people.Count ? 0 : 1;
            changed += gained.Length;

            var still = new DriftCells(
                "department",
                new(after, after),
                ["all"],
                new int[after.Accounts.Length],
                _ => [],
                _ => default
            );
            Assert.Empty(still.Count((_, _) => { }, TestContext.Current.CancellationToken).Cells);
        }

        Assert.True(!RandomEstates.IsUsual || (moved > 0 && changed > 0));
    }

    private static AccessIndex Build(int seed) =>
        AccessIndex.Build(new RandomEstate(seed).Create(), TestContext.Current.CancellationToken);

    private static HashSet<(string Person, TableName Table)> Pairs(AccessIndex index) =>
        [
            .. Enumerable
                .Range(0, index.Facts.Tables.Length)
                .Select(table => new TableOrdinal(table))
                .SelectMany(table =>
                    index
                        .ReadingPeople(table)
                        .Members()
                        .Select(person =>
                            (ReferenceEvaluator.IdentityOf(index.Accounts[person.Value]), index.Table(table).Name)
                        )
                ),
        ];
}

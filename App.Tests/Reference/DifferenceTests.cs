using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Simulation;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>What-if, difference and heatmap against counting by hand, on random estates. A failure names the seed.</summary>
public sealed class DifferenceTests
{
    private const int Usually = 120;

    [Fact]
    public void A_what_if_is_the_difference_of_two_full_answers()
    {
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var random = new RandomEstate(seed);
            var facts = random.Create();
            var changes = new RandomChanges(facts, random, new RandomEstate(seed + RandomEstates.Elsewhere).Create());
            Compare(facts, changes.Fitting(random.Chance(60) ? 1 : 3), seed);
        }
    }

    [Fact]
    public void A_heatmap_counts_what_counting_by_hand_counts()
    {
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var facts = new RandomEstate(seed).Create();
            var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            var heatmap = Build(index, seed % 2 == 0 ? "department" : "level");
            for (var group = 0; group < heatmap.Groups.Length; group++)
            {
                for (var population = 0; population < heatmap.Populations.Length; population++)
                {
                    var expected = Count(facts, heatmap.Groups[group].Group, heatmap.Populations[population]);
                    var cell = heatmap.Cell(group, population);
                    Assert.True(expected == (cell.People, cell.Pairs), $"seed {seed}: {expected}, got {cell}");
                }

                Assert.Equal(
                    heatmap.Totals[group].Pairs,
                    Enumerable
                        .Range(0, heatmap.Populations.Length)
                        .Sum(population => heatmap.Cell(group, population).Pairs)
                );
            }
        }
    }

    private static void Compare(EstateFacts facts, ChangeSet changes, int seed)
    {
        var never = TestContext.Current.CancellationToken;
        var changed = changes.ApplyTo(facts).Facts!;
        var before = AccessIndex.Build(facts, never);
        var after = AccessIndex.Build(changed, never);
        var result = WhatIf.Compare(
            WhatIfEstate.Of(before, "department", never),
            before.After(changes, never).Access!,
            never
        );
        var (then, now) = (new ReferenceEvaluator(facts), new ReferenceEvaluator(changed));
        var pairsBefore = Pairs(facts, then);
        var pairsAfter = Pairs(changed, now);
        CompareLevels(before, result.Diff, new(facts, then), new(changed, now), seed);
        CompareHeatmap(after, result, seed);
        var gained = pairsAfter.Except(pairsBefore).ToHashSet();
        var lost = pairsBefore.Except(pairsAfter).ToHashSet();
        Assert.True(gained.SetEquals(Flatten(before, result.Diff, table => table.Gained)), $"seed {seed}: gained");
        Assert.True(lost.SetEquals(Flatten(before, result.Diff, table => table.Lost)), $"seed {seed}: lost");
        Assert.Equal((gained.Count, lost.Count), ((int)result.Diff.PairsGained, (int)result.Diff.PairsLost));
        Assert.Equal(
            (gained.Select(pair => pair.Table).Distinct().Count(), lost.Select(pair => pair.Table).Distinct().Count()),
            (result.TablesGained, result.TablesLost)
        );
        Assert.Equal(
            (
                gained.Select(pair => pair.Person).Distinct().Count(),
                lost.Select(pair => pair.Person).Distinct().Count()
            ),
            (result.PeopleGained, result.PeopleLost)
        );
        for (var group = 0; group < result.Before.Groups.Length; group++)
        {
            var name = result.Before.Groups[group].Group.Name;
            var pairsThen = pairsBefore.Where(pair => IsIn(facts, name, pair.Table)).ToHashSet();
            var pairsNow = pairsAfter.Where(pair => IsIn(changed, name, pair.Table)).ToHashSet();
            for (var population = 0; population < result.Before.Populations.Length; population++)
            {
                CompareCell(facts, result, group, population, pairsThen, pairsNow, seed);
            }
        }
    }

    private static void CompareCell(
        EstateFacts facts,
        WhatIfResult result,
        int group,
        int population,
        HashSet<(string Person, TableName Table)> then,
        HashSet<(string Person, TableName Table)> now,
        int seed
    )
    {
        var people = PeopleOf(facts, result.Before.Populations[population]);
        var cell = result.Cells.SingleOrDefault(cell =>
            cell.Group == result.Before.Groups[group].Group.Name
            && cell.Population == result.Before.Populations[population].Name
        );
        var readThen = then.Select(pair => pair.Person).Where(people.Contains).ToHashSet();
        var readNow = now.Select(pair => pair.Person).Where(people.Contains).ToHashSet();
        var expected = (
            now.LongCount(pair => !then.Contains(pair) && people.Contains(pair.Person)),
            then.LongCount(pair => !now.Contains(pair) && people.Contains(pair.Person)),
            readNow.Count(person => !readThen.Contains(person)),
            readThen.Count(person => !readNow.Contains(person))
        );
        Assert.True(
            expected == (cell?.PairsGained ?? 0, cell?.PairsLost ?? 0, cell?.PeopleGained ?? 0, cell?.PeopleLost ?? 0),
            $"seed {seed}: cell {group}, {population}: expected {expected}, got {cell}"
        );
    }

    // Groups and populations of which nothing changes keep their cells: all must be what counting anew gives.
    private static void CompareHeatmap(AccessIndex after, WhatIfResult result, int seed)
    {
        var expected = Build(after, "department");
        Assert.True(expected.Cells.SequenceEqual(result.After.Cells), $"seed {seed}: heatmap after");
        Assert.True(expected.Totals.SequenceEqual(result.After.Totals), $"seed {seed}: totals after");
    }

    private static void CompareLevels(AccessIndex index, AccessDiff diff, PersonLevels then, PersonLevels now, int seed)
    {
        var expected = then.All()
            .Concat(now.All())
            .Distinct()
            .Select(pair => (pair, From: then.Of(pair), To: now.Of(pair)))
            .Where(shift => shift.From != shift.To)
            .Select(shift => $"{shift.pair} {shift.From} {shift.To}");
        var actual =
            from table in diff.Tables
            from shift in table.Levels.Shifts
            from person in shift.People.Members()
            let name = ReferenceEvaluator.IdentityOf(index.Accounts[person.Value])
            select $"{(name, table.Table)} {shift.From} {shift.To}";
        Assert.True(expected.ToHashSet().SetEquals(actual), $"seed {seed}: levels");
        foreach (var table in diff.Tables)
        {
            var levels = table.Levels;
            Assert.True(levels.SurelyGained.Except(levels.Gained).IsEmpty, $"seed {seed}: surely gained");
            Assert.True(levels.Gained.Except(levels.PossiblyGained).IsEmpty, $"seed {seed}: possibly gained");
            Assert.True(levels.SurelyLost.Except(levels.Lost).IsEmpty, $"seed {seed}: surely lost");
            Assert.True(levels.Lost.Except(levels.PossiblyLost).IsEmpty, $"seed {seed}: possibly lost");
        }
    }

    private static HashSet<(string Person, TableName Table)> Pairs(EstateFacts facts, ReferenceEvaluator reference) =>
        [.. facts.Tables.SelectMany(table => reference.Eff(table).Select(person => (person, table.Name)))];

    private static IEnumerable<(string Person, TableName Table)> Flatten(
        AccessIndex index,
        AccessDiff diff,
        Func<TableDiff, PrincipalSet> side
    ) =>
        diff.Tables.SelectMany(table =>
            side(table)
                .Members()
                .Select(person => (ReferenceEvaluator.IdentityOf(index.Accounts[person.Value]), table.Table))
        );

    private static (int People, long Pairs) Count(EstateFacts facts, TableGroup group, ResolvedPopulation population)
    {
        var reference = new ReferenceEvaluator(facts);
        var people = PeopleOf(facts, population);
        var pairs = facts
            .Tables.Where(table => IsIn(facts, group.Name, table.Name))
            .SelectMany(table => reference.Eff(table).Where(people.Contains))
            .ToArray();
        return (pairs.Distinct().Count(), pairs.Length);
    }

    // What the four groups of a random estate mean, in words of their own.
    private static bool IsIn(EstateFacts facts, string group, TableName table)
    {
        var found = facts.Classifications.Where(known =>
            known.Resource.Database == table.Database
            && (known.Resource.Table is null || known.Resource.Table == table.Table)
        );
        return group switch
        {
            "all" => true,
            "hr" => table.Database == "hr",
            "pii" => found.Any(known =>
                known.Class == "PCI" || (known.Class == "PII" && known.Basis == ClassificationBasis.Import)
            ),
            _ => false,
        };
    }

    private static HashSet<string> PeopleOf(EstateFacts facts, ResolvedPopulation population)
    {
        var values = facts
            .Populations.Where(known => known.Name == population.Name && known.Attribute == population.Attribute)
            .Select(known => known.Value)
            .DefaultIfEmpty(population.Name)
            .ToArray();
        var people = facts.Principals.Where(principal => principal is { Kind: PrincipalKind.User, IsEnabled: true });

        // A person's attributes are those of the primary account: the one named like the identity where it is enabled.
        return
        [
            .. people
                .GroupBy(ReferenceEvaluator.IdentityOf)
                .Where(person =>
                {
                    var primary = person.FirstOrDefault(account => account.Id.Name == person.Key) ?? person.First();
                    var value =
                        population.Attribute == "department" ? primary.Person?.Department : primary.Person?.Level;
                    return population.IsUnknown ? value is null : value is not null && values.Contains(value);
                })
                .Select(person => person.Key),
        ];
    }

    private static Heatmap Build(AccessIndex index, string attribute) =>
        Heatmap.Build(
            index,
            TableGroupIndex.Build(index, TestContext.Current.CancellationToken),
            PopulationIndex.Build(index),
            attribute,
            TestContext.Current.CancellationToken
        );
}

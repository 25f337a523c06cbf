using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Simulation;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>What-if, difference and heatmap against counting by hand, on random estates. A failure names the seed.</summary>
public sealed class DifferenceTests
{
    private const int Estates = 400;

    [Fact]
    public void A_what_if_is_the_difference_of_two_full_answers()
    {
        var applied = 0;
        for (var seed = 0; seed < Estates; seed++)
        {
            var random = new RandomEstate(seed);
            var facts = random.Create();
            var outcome = RandomChanges(facts, random).ApplyTo(facts);
            Assert.True(
                (outcome.Facts is null) != outcome.Problems.IsEmpty,
                $"seed {seed}: neither facts nor problems"
            );
            if (outcome.Facts is { } changed)
            {
                applied++;
                Compare(facts, changed, seed);
            }
        }

        Assert.True(applied > Estates / 4, $"only {applied} change sets fitted");
    }

    [Fact]
    public void A_heatmap_counts_what_counting_by_hand_counts()
    {
        for (var seed = 0; seed < Estates; seed++)
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

    private static void Compare(EstateFacts facts, EstateFacts changed, int seed)
    {
        var before = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        var after = AccessIndex.Build(changed, TestContext.Current.CancellationToken);
        var result = WhatIf.Compare(before, after, "department", TestContext.Current.CancellationToken);
        var (then, now) = (new ReferenceEvaluator(facts), new ReferenceEvaluator(changed));
        var pairsBefore = Pairs(facts, then);
        var pairsAfter = Pairs(changed, now);
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
            for (var population = 0; population < result.Before.Populations.Length; population++)
            {
                CompareCell(facts, result, group, population, gained, lost, seed);
            }
        }
    }

    private static void CompareCell(
        EstateFacts facts,
        WhatIfResult result,
        int group,
        int population,
        HashSet<(string Person, TableName Table)> gained,
        HashSet<(string Person, TableName Table)> lost,
        int seed
    )
    {
        var tables = result.Before.Groups[group].Tables.Select(table => facts.Tables[table.Value].Name).ToHashSet();
        var people = PeopleOf(facts, result.Before.Populations[population]);
        var cell = result.Cells.SingleOrDefault(cell =>
            cell.Group == result.Before.Groups[group].Group.Name
            && cell.Population == result.Before.Populations[population].Name
        );
        var expected = (
            gained.LongCount(pair => tables.Contains(pair.Table) && people.Contains(pair.Person)),
            lost.LongCount(pair => tables.Contains(pair.Table) && people.Contains(pair.Person))
        );
        Assert.True(
            expected == (cell?.PairsGained ?? 0, cell?.PairsLost ?? 0),
            $"seed {seed}: cell {group}, {population}"
        );
        var (before, after) = (
            result.Before.Cell(group, population).People,
            result.After.Cell(group, population).People
        );
        Assert.True(
            after - before == (cell?.PeopleGained ?? 0) - (cell?.PeopleLost ?? 0),
            $"seed {seed}: people of cell {group}, {population}"
        );
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
                .Select(person =>
                    (ReferenceEvaluator.IdentityOf(index.Accounts[person.Value]), table.Table)
                )
        );

    private static (int People, long Pairs) Count(EstateFacts facts, TableGroup group, ResolvedPopulation population)
    {
        var reference = new ReferenceEvaluator(facts);
        var people = PeopleOf(facts, population);
        var pairs = facts
            .Tables.Where(table => IsIn(facts, group.Name, table))
            .SelectMany(table => reference.Eff(table).Where(people.Contains))
            .ToArray();
        return (pairs.Distinct().Count(), pairs.Length);
    }

    // What the four groups of a random estate mean, in words of their own.
    private static bool IsIn(EstateFacts facts, string group, TableResource table)
    {
        var found = facts.Classifications.Where(known =>
            known.Resource.Database == table.Name.Database
            && (known.Resource.Table is null || known.Resource.Table == table.Name.Table)
        );
        return group switch
        {
            "all" => true,
            "hr" => table.Name.Database == "hr",
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

    private static ChangeSet RandomChanges(EstateFacts facts, RandomEstate random)
    {
        var changes = new List<Change>();
        for (var count = random.Chance(60) ? 1 : 2; count > 0; count--)
        {
            if (facts.Policies.Length > 0 && random.Chance(60))
            {
                var policy = random.Pick(facts.Policies);
                var list = random.Pick(Enum.GetValues<PolicyItemList>());
                var items = policy.Items(list);
                var named = items
                    .SelectMany(item =>
                        item.Groups.Select(PrincipalId.Group)
                            .Concat(item.Users.Select(PrincipalId.Login))
                            .Concat(item.Roles.Select(PrincipalId.Role))
                    )
                    .ToArray();
                changes.Add(
                    named.Length > 0 && random.Chance(60)
                        ? new ItemPrincipalChange(ChangeOperation.Remove, policy.Id, list, null, random.Pick(named))
                        : new ItemPrincipalChange(
                            ChangeOperation.Add,
                            policy.Id,
                            list,
                            items.Length == 0 ? null : 0,
                            PrincipalId.Everyone
                        )
                );
            }
            else if (facts.Memberships.Length > 0 && random.Chance(60))
            {
                changes.Add(new MembershipChange(ChangeOperation.Remove, random.Pick(facts.Memberships)));
            }
            else
            {
                changes.Add(
                    new MembershipChange(
                        ChangeOperation.Add,
                        new(random.Pick(facts.Principals).Id, random.Pick(facts.Principals).Id)
                    )
                );
            }
        }

        return new([.. changes]);
    }
}

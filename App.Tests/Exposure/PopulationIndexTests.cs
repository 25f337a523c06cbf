using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Exposure;

public sealed class PopulationIndexTests
{
    [Fact]
    public void Declared_values_come_by_their_name_others_by_their_value_and_the_rest_is_unknown()
    {
        var index = Build();
        var populations = PopulationIndex.Build(index).Of("department");

        Assert.Equal(["Nobody", "Research", "desk", "unknown"], populations.Select(population => population.Name));
        Assert.Equal([0, 2, 1, 1], populations.Select(population => population.People.Count));
        Assert.Equal([false, false, false, true], populations.Select(population => population.IsUnknown));
    }

    [Fact]
    public void Populations_of_every_attribute_are_disjoint_and_cover_all_people()
    {
        var index = Build();
        var populations = PopulationIndex.Build(index);
        foreach (var attribute in PopulationIndex.Attributes)
        {
            var union = PrincipalSet.Empty(index.Accounts.Length);
            foreach (var population in populations.Of(attribute))
            {
                Assert.Equal(0, union.CountIn(population.People));
                union = union.Union(population.People);
            }

            Assert.Equal(index.People, union);
        }

        Assert.Throws<ArgumentException>(() => populations.Of("shoe size"));
    }

    private static AccessIndex Build()
    {
        Principal Person(string login, string? department) =>
            new(
                PrincipalId.Login(login),
                PrincipalKind.User,
                Person: new(login, department, Region: login == "a" ? "EU" : null)
            );

        var facts = Facts.Of([], [], [("d.t", ["c"])], []) with
        {
            Principals =
            [
                Person("a", "lab"),
                Person("b", "LAB"),
                Person("c", "desk"),
                Person("d", null),
                new(PrincipalId.Login("bot"), PrincipalKind.ServiceAccount),
            ],
            Populations =
            [
                new("Research", "department", "lab"),
                new("Nobody", "department", "attic"),
                new("Europe", "region", "EU"),
            ],
        };
        return AccessIndex.Build(facts, TestContext.Current.CancellationToken);
    }
}

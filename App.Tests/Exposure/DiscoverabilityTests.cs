using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Exposure;

/// <summary>R-27: seen and not queried, against the level of each person one by one.</summary>
public sealed class DiscoverabilityTests
{
    [Fact]
    public void Who_may_alter_a_table_discovers_it_and_who_may_read_it_does_not_only()
    {
        var facts = Facts.Of(
            ["ann", "bob", "cy"],
            [("ops", ["ann", "bob"])],
            [("raw.keys", ["typed"]), ("raw.more", ["typed"]), ("stats.daily", ["n"])],
            [
                Facts.Policy(1, "raw.*.*", allow: [Facts.Item("alter", groups: ["ops"])]),
                Facts.Policy(2, "raw.keys.*", allow: [Facts.Item(users: ["ann"])]),
                Facts.Policy(3, "stats.*.*", allow: [Facts.Item(groups: ["public"])]),
            ]
        );
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        TableOrdinal[] tables = [.. Enumerable.Range(0, 3).Select(table => new TableOrdinal(table))];

        var found = Discoverability.Of(index, tables, null, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["raw.keys bob", "raw.more ann", "raw.more bob"],
            found.Tables.SelectMany(row =>
                row.Sure.Members()
                    .Select(person => $"{index.Table(row.Table).Name} {index.Accounts[person.Value].Id.Name}")
            )
        );
        Assert.Equal(found.Pairs.High, tables.Sum(table => index.WhoCanAccess(table).MetadataOnly.Count));
        Assert.Equal((2, 3), ((int)found.Distinct.High, (int)found.Pairs.Low));
        Assert.Equal(["bob", "ann"], found.People.Select(one => index.Accounts[one.Person.Value].Id.Name));
        var bob = index.FindAccount("bob")!.Value;
        Assert.Equal(
            2,
            Discoverability
                .Of(index, tables, PrincipalSet.Of(index.Accounts.Length, [bob]), TestContext.Current.CancellationToken)
                .Pairs.High
        );
        // Who reads everything discovers nothing only.
        Assert.Empty(Discoverability.Of(index, [new(2)], null, TestContext.Current.CancellationToken).Tables);
    }
}

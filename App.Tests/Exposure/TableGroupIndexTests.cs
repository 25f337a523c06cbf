using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Exposure;

public sealed class TableGroupIndexTests
{
    [Theory]
    [InlineData("hr.*", "hr.pay,hr.staff")]
    [InlineData("HR.P*", "hr.pay")]
    [InlineData("*.pay", "hr.pay,ops.pay")]
    [InlineData("h?.pay", "hr.pay")]
    [InlineData("ops.pay", "ops.pay")]
    [InlineData("hr", "")]
    [InlineData("class:pii", "hr.pay,hr.staff")]
    [InlineData("tag:PII", "hr.pay")]
    [InlineData("tag:pii", "")]
    [InlineData("class:OPS", "ops.pay")]
    public void A_rule_takes_the_tables_that_it_names(string rule, string expected)
    {
        var groups = Resolve(new TableGroup("g", [rule], []));

        Assert.Equal(expected, string.Join(',', groups.Find("g")!.Tables.Select(table => groups.Names[table.Value])));
    }

    [Fact]
    public void Pins_join_the_rules_and_unknown_ones_are_left_out()
    {
        var groups = Resolve(new TableGroup("g", ["ops.*"], [new("hr", "pay"), new("hr", "gone"), new("ops", "pay")]));

        Assert.Equal(["hr.pay", "ops.pay"], groups.Find("g")!.Tables.Select(table => groups.Names[table.Value]));
    }

    [Fact]
    public void A_table_without_any_class_is_counted_as_unclassified()
    {
        var groups = Resolve(new TableGroup("g", ["*"], []), new TableGroup("a", ["hr.*"], []));

        Assert.Equal(1, groups.Find("g")!.Unclassified);
        Assert.Equal(["a", "g"], groups.Index.GroupsOf(new(0)).Select(group => group.Group.Name));
        Assert.Equal(["PII", "PII2"], groups.Index.ClassesOf(new(0)));
        Assert.Empty(groups.Index.ClassesOf(new(3)));
    }

    private static Resolved Resolve(params TableGroup[] groups)
    {
        var facts = Facts.Of(
            ["ann"],
            [],
            [("hr.pay", ["id"]), ("hr.staff", ["id"]), ("ops.pay", ["id"]), ("web.hits", ["id"])],
            []
        ) with
        {
            TableGroups = [.. groups],
            Classifications =
            [
                new(new("hr", "pay", "id"), "PII", ClassificationBasis.Import),
                new(new("hr", "pay"), "PII2", ClassificationBasis.Owner),
                new(new("hr", "staff"), "PII", ClassificationBasis.Rule),
                new(new("ops"), "Ops", ClassificationBasis.Import),
            ],
        };
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        return new(
            TableGroupIndex.Build(index, TestContext.Current.CancellationToken),
            [.. facts.Tables.Select(table => table.Name.ToString())]
        );
    }

    private sealed record Resolved(TableGroupIndex Index, string[] Names)
    {
        internal ResolvedTableGroup? Find(string name) => Index.Find(name);
    }
}

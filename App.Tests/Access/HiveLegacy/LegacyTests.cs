using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;
using static GovernanceDashboard.Tests.Scenarios.HiveEstate;

namespace GovernanceDashboard.Tests.Access.HiveLegacy;

/// <summary>The rules of sources 1.5, one by one.</summary>
public sealed class LegacyTests
{
    [Fact]
    public void Rows_of_users_groups_and_roles_add_up()
    {
        var facts = Make(Authorizer.Legacy, Grant("ann"), Grant("group:eng"), Grant("role:r")) with
        {
            Memberships = Holding(("Bob", "R")),
        };

        Assert.Equal(["Bob", "ann", "bob"], Facts.Readers(Build(facts), Orders));
    }

    [Fact]
    public void A_role_held_by_a_group_is_held_by_its_members()
    {
        var facts = Make(Authorizer.Legacy, Grant("role:r")) with { Memberships = Holding(("group:eng", "r")) };

        Assert.Equal(["bob"], Facts.Readers(Build(facts), Orders));
    }

    [Fact]
    public void A_grant_on_everything_or_on_the_database_suffices()
    {
        Assert.Equal(["ann"], Facts.Readers(Legacy(Grant("ann", table: null)), Orders));
        Assert.Equal(["ann"], Facts.Readers(Legacy(Grant("ann", database: "sales")), Orders));
        Assert.Empty(Facts.Readers(Legacy(Grant("ann", database: "default")), Orders));
    }

    [Fact]
    public void A_grant_on_a_column_reads_that_column()
    {
        var index = Legacy(Grant("ann", column: "id"));

        Assert.Equal(AccessLevel.Partial, Facts.Level(index, "ann", Orders));
        Assert.Equal([0], Facts.Explain(index, "ann", Orders).Columns);
    }

    [Fact]
    public void A_view_needs_what_it_reads_as_well()
    {
        Assert.Empty(Facts.Readers(WithView(true, Grant("ann", "sales.v")), "sales.v"));
        Assert.Empty(Facts.Readers(WithView(true, Grant("ann")), "sales.v"));
        Assert.Equal(["ann"], Facts.Readers(WithView(true, Grant("ann", "sales.v"), Grant("ann")), "sales.v"));
        Assert.Contains(
            "SELECT on sales.orders is needed for the view sales.v",
            Facts.Explain(WithView(true, Grant("ann", "sales.v")), "ann", "sales.v").WhyNot,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_view_that_is_not_understood_is_conditional()
    {
        var index = WithView(false, Grant("ann", "sales.v"), Grant("ann"));

        Assert.Empty(Facts.Readers(index, "sales.v"));
        Assert.True(
            index.WhoCanAccess(Facts.Find(index, "sales.v")).Conditional.Contains(index.FindAccount("ann")!.Value)
        );
    }

    [Fact]
    public void Where_partitions_are_checked_grants_on_the_table_are_conditional_and_those_above_suffice()
    {
        var storage = new TableStorage(Facts.Name(Orders), [], ChecksPartitions: true);
        var onTable = Build(Make(Authorizer.Legacy, Grant("ann")) with { TableStorages = [storage] });
        var onDatabase = Build(
            Make(Authorizer.Legacy, Grant("ann", database: "sales")) with
            {
                TableStorages = [storage],
            }
        );

        Assert.Empty(Facts.Readers(onTable, Orders));
        Assert.True(onTable.IsConditional(Facts.Find(onTable, Orders)));
        Assert.Equal(["ann"], Facts.Readers(onDatabase, Orders));
    }

    [Fact]
    public void Taking_a_grant_on_the_table_away_closes_the_view_over_it()
    {
        var index = WithView(true, Grant("ann", "sales.v"), Grant("ann"));
        var policy = index.Facts.Policies.Single(found => found.Name == "grants on sales.orders");
        var changes = new ChangeSet([
            new ItemPrincipalChange(
                ChangeOperation.Remove,
                policy.Id,
                PolicyItemList.Allow,
                null,
                PrincipalId.Login("ann")
            ),
        ]);

        Assert.Empty(Facts.Readers(Build(changes.ApplyTo(index.Facts).Facts!), "sales.v"));
    }

    private static AccessIndex WithView(bool isComplete, params HiveGrant[] grants) =>
        Build(
            Make(Authorizer.Legacy, grants) with
            {
                Tables =
                [
                    Facts.Table(Orders, ["id"]),
                    Facts.Table("sales.v", ["id"]) with
                    {
                        Kind = ResourceKind.View,
                    },
                ],
                ViewSources = [new(Facts.Name("sales.v"), [Facts.Name(Orders)], isComplete)],
            }
        );
}

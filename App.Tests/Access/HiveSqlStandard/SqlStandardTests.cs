using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;
using static GovernanceDashboard.Tests.Scenarios.HiveEstate;

namespace GovernanceDashboard.Tests.Access.HiveSqlStandard;

/// <summary>The rules of sources 1.4, one by one.</summary>
public sealed class SqlStandardTests
{
    [Fact]
    public void A_grant_to_the_user_on_the_table_reads_every_column()
    {
        var index = Sql(Grant("ann"));

        Assert.Equal(AccessLevel.Full, Facts.Level(index, "ann", Orders));
        Assert.Equal(["ann"], Facts.Readers(index, Orders));
        Assert.Equal(AccessVia.Named, Assert.Single(Facts.Explain(index, "ann", Orders).Deciding).Via);
    }

    [Fact]
    public void User_names_mind_the_case() => Assert.Equal(["bob"], Facts.Readers(Sql(Grant("bob")), Orders));

    [Fact]
    public void Role_names_do_not_mind_the_case() =>
        Assert.Equal(["ann"], Facts.Readers(Sql([("ann", "ANALYST")], Grant("role:Analyst")), Orders));

    [Fact]
    public void Roles_nest_and_circles_end() =>
        Assert.Equal(
            ["ann"],
            Facts.Readers(
                Sql([("ann", "inner"), ("role:inner", "outer"), ("role:outer", "inner")], Grant("role:outer")),
                Orders
            )
        );

    [Fact]
    public void Everybody_holds_the_role_public_and_what_public_holds()
    {
        Assert.Equal(["Bob", "ann", "bob"], Facts.Readers(Sql(Grant("role:PUBLIC")), Orders));
        Assert.Equal(
            ["Bob", "ann", "bob"],
            Facts.Readers(Sql([("role:public", "analyst")], Grant("role:analyst")), Orders)
        );
    }

    [Fact]
    public void Grants_to_groups_and_roles_held_by_groups_have_no_say()
    {
        Assert.Empty(Facts.Readers(Sql(Grant("group:eng")), Orders));
        Assert.Empty(Facts.Readers(Sql([("group:eng", "analyst")], Grant("role:analyst")), Orders));
        Assert.Contains(
            "the group eng has no say",
            Facts.Explain(Sql(Grant("group:eng")), "bob", Orders).WhyNot,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Grants_on_everything_databases_columns_and_partitions_have_no_say()
    {
        Assert.Empty(Facts.Readers(Sql(Grant("ann", table: null)), Orders));
        Assert.Empty(Facts.Readers(Sql(Grant("ann", database: "sales")), Orders));
        Assert.Empty(Facts.Readers(Sql(Grant("ann", column: "id")), Orders));
        Assert.Empty(Facts.Readers(Sql(Grant("ann", partition: "dt=1")), Orders));
        Assert.Contains(
            "the database sales has no say",
            Facts.Explain(Sql(Grant("ann", database: "sales")), "ann", Orders).WhyNot,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("select", true)]
    [InlineData("SELECT", true)]
    [InlineData("all", true)]
    [InlineData("insert", false)]
    [InlineData("update", false)]
    public void Select_and_all_read_and_others_do_not(string privilege, bool reads) =>
        Assert.Equal(reads ? ["ann"] : [], Facts.Readers(Sql(Grant("ann", privilege: privilege)), Orders));

    [Fact]
    public void Owning_is_not_select()
    {
        var facts = Make(Authorizer.SqlStandard);
        var index = Build(facts with { Tables = [Facts.Table(Orders, ["id"], creator: "ann")] });

        Assert.Empty(Facts.Readers(index, Orders));
        Assert.Contains(
            "Owning the table is not SELECT",
            Facts.Explain(index, "ann", Orders).WhyNot,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_default_database_opens_no_tables() =>
        Assert.Empty(Facts.Readers(Sql(Grant("ann", database: "default")), "default.log"));

    [Fact]
    public void The_role_admin_is_left_out_and_an_answer_apart_through_nesting_too()
    {
        var index = Sql([("ann", "ops"), ("role:ops", "ADMIN")], Grant("role:admin"));

        Assert.Empty(Facts.Readers(index, Orders));
        Assert.Equal(
            "ann",
            index.Accounts[Assert.Single(index.CanElevate(Facts.Find(index, Orders)).Members()).Value].Id.Name
        );
        Assert.Contains("SET ROLE ADMIN", Facts.Explain(index, "ann", Orders).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_reached_through_admin_stay_current() =>
        Assert.Equal(
            ["ann"],
            Facts.Readers(Sql([("ann", "admin"), ("role:admin", "analyst")], Grant("role:analyst")), Orders)
        );

    [Fact]
    public void Who_reads_it_anyway_need_not_elevate()
    {
        var index = Sql([("ann", "admin")], Grant("ann"));

        Assert.True(index.CanElevate(Facts.Find(index, Orders)).IsEmpty);
    }

    [Fact]
    public void A_view_hides_what_it_reads()
    {
        var facts = Make(Authorizer.SqlStandard, Grant("ann", "sales.v"));
        var index = Build(
            facts with
            {
                Tables =
                [
                    Facts.Table(Orders, ["id"]),
                    Facts.Table("sales.v", ["id"]) with
                    {
                        Kind = ResourceKind.View,
                    },
                ],
                ViewSources = [new(Facts.Name("sales.v"), [Facts.Name(Orders)], true)],
            }
        );

        Assert.Equal(["ann"], Facts.Readers(index, "sales.v"));
        Assert.Empty(Facts.Readers(index, Orders));
    }

    [Fact]
    public void Policies_of_ranger_have_no_say_and_grants_have_none_under_ranger()
    {
        var everyone = Facts.Policy(1, "sales.*.*", allow: [OneTable.Everyone()]);
        var facts = Make(Authorizer.SqlStandard, Grant("ann")) with { Policies = [everyone] };

        Assert.Equal(["ann"], Facts.Readers(Build(facts), Orders));
        Assert.Equal(
            ["Bob", "ann", "bob"],
            Facts.Readers(Build(facts with { Service = new("hive", AccessService.HiveAccessTypes, [], []) }), Orders)
        );
    }

    [Fact]
    public void Taking_a_grant_away_can_be_tried()
    {
        var index = Sql(Grant("ann"), Grant("bob"));
        var policy = Assert.Single(index.Facts.Policies);
        var changes = new ChangeSet([
            new ItemPrincipalChange(
                ChangeOperation.Remove,
                policy.Id,
                PolicyItemList.Allow,
                null,
                PrincipalId.Login("ann")
            ),
        ]);

        Assert.Equal(["bob"], Facts.Readers(Build(changes.ApplyTo(index.Facts).Facts!), Orders));
    }
}

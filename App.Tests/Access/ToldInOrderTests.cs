using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;
using static GovernanceDashboard.Tests.Scenarios.HiveEstate;

namespace GovernanceDashboard.Tests.Access;

/// <summary>What is listed has an order, and what is made of grants has a name, that people meet again tomorrow.</summary>
public sealed class ToldInOrderTests
{
    [Fact]
    public void Ways_through_views_go_from_the_shortest_and_then_by_view()
    {
        var index = Views();
        var ann = index.FindAccount("ann")!.Value;
        var table = Facts.Find(index, "d.a");

        Assert.Equal(
            ["d.v1", "d.v2", "d.w d.v1", "d.x d.w d.v1"],
            index.ViewWays(ann, table).Select(way => Names(index, way.Views))
        );
        Assert.All(index.ViewWays(ann, table), way => Assert.Equal(AccessLevel.Full, way.Level));
        Assert.Equal("d.v1 d.v2 d.w d.x", Names(index, index.ViewsOver(table)));
        Assert.Equal("d.x d.w d.v1", Names(index, index.ViewChain(Facts.Find(index, "d.x"), table)));
        Assert.Equal("", Names(index, index.ViewChain(Facts.Find(index, "d.b"), table)));
        Assert.Empty(index.ViewWays(index.FindAccount("bob")!.Value, table));
    }

    [Fact]
    public void A_dashboard_leads_to_a_table_by_its_shortest_way()
    {
        var index = Views();
        var table = Facts.Find(index, "d.a");

        Assert.Equal("", Names(index, index.DashboardChain(index.Facts.Dashboards[0], table)));
        Assert.Equal("d.v1", Names(index, index.DashboardChain(index.Facts.Dashboards[1], table)));
        Assert.Equal("d.v1", Names(index, index.DashboardChain(index.Facts.Dashboards[2], table)));
        Assert.Equal(["1", "2", "3"], index.DashboardsOver(table).Select(dashboard => dashboard.Id));
        Assert.Equal(
            ["1: ", "2: d.v1", "3: d.v1"],
            index
                .DashboardWays(index.FindAccount("bob")!.Value, table)
                .Select(way => $"{way.Dashboard.Id}: {Names(index, way.Views)}")
        );
        Assert.Empty(index.TablesThroughDashboards(index.FindAccount("ann")!.Value));
        Assert.Equal(
            ["d.a 1 2 3", "d.v1 2 3", "d.v2 2", "d.w 2 3", "d.x 2"],
            index
                .TablesThroughDashboards(index.FindAccount("bob")!.Value)
                .Select(shown =>
                    $"{index.Table(shown.Table).Name} {string.Join(' ', shown.Dashboards.Select(dashboard => dashboard.Id))}"
                )
        );
    }

    [Fact]
    public void Grants_are_named_by_what_they_are_on()
    {
        HiveGrant[] grants =
        [
            Grant("ann", table: null),
            Grant("ann", database: "sales"),
            Grant("ann"),
            Grant("ann", column: "id"),
            Grant("ann", partition: "p=1"),
            Grant("bob", privilege: "ALL") with
            {
                Grantors = [PrincipalId.Login("hive")],
                WithGrantOption = true,
            },
            Grant("bob", privilege: "update"),
            Grant("role:Ops", privilege: "SELECT"),
        ];

        var legacy = Legacy(grants).Facts.Policies;
        Assert.Equal(
            [
                "grants on everything",
                "grants on sales.orders",
                "grants on sales.orders.id",
                "grants on the database sales",
            ],
            legacy.Select(policy => policy.Name)
        );
        Assert.Equal(
            ["*", "sales", "sales", "sales"],
            legacy.Select(policy => policy.Resources[0].Levels["database"].Values[0])
        );
        Assert.Equal(["*", "*", "id", "*"], legacy.Select(policy => policy.Resources[0].Levels["column"].Values[0]));
        Assert.Equal(4, legacy.Select(policy => policy.Id).Distinct().Count());
        var index = Sql(grants);
        var policy = Assert.Single(index.Facts.Policies);
        Assert.Equal("grants on sales.orders", policy.Name);
        Assert.Equal(
            ["ann: select", "bob: update", "bob: delete insert select update", "ops: select"],
            policy.AllowItems.Select(item =>
                $"{item.Users.Concat(item.Roles).Single()}: {string.Join(' ', item.Accesses.Select(access => access.Type))}"
            )
        );
        Assert.Equal(4, index.Facts.HiveGrants.Length);
        Assert.Equal(policy.Id, Assert.Single(Sql(grants[2]).Facts.Policies).Id);
    }

    [Fact]
    public void A_name_with_a_wildcard_leaves_open_whom_it_means()
    {
        var index = Legacy(Grant("ann", "sales.orders"), Grant("ann", database: "sal*"));

        Assert.Equal(
            ["name-with-wildcard"],
            index.Facts.Policies.SelectMany(policy => policy.Conditions).Select(condition => condition.Type)
        );
    }

    [Fact]
    public void Elevating_is_a_word_of_sql_standard_authorization_alone()
    {
        var facts = Make(Authorizer.SqlStandard) with { Memberships = Holding(("ann", "admin")) };

        Assert.Equal(1, Build(facts).CanElevate(new(0)).Count);
        Assert.True(Build(facts with { Service = AccessService.Of(Authorizer.Legacy) }).CanElevate(new(0)).IsEmpty);
    }

    [Fact]
    public void A_column_that_is_not_there_is_refused_by_name()
    {
        var index = Views();

        var refused = Assert.Throws<ArgumentException>(() => Facts.Explain(index, "ann", "d.a", "none"));

        Assert.Contains("d.a has no column none.", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => index.PeopleByLevel(new(0)).Sure(AccessLevel.None));
    }

    [Fact]
    public void An_opinion_names_its_zone_and_a_super_user_is_certain()
    {
        var facts = Facts.Of(
            ["ann", "root"],
            [("dev", ["ann"])],
            [("d.a", ["id"]), ("d.b", ["id"])],
            [
                Facts.Policy(1, "d.a.*", [Facts.Item(groups: ["dev"])]) with
                {
                    ZoneName = "z",
                },
                Facts.Policy(2, "d.b.*", [Facts.Item(groups: ["dev"])]) with
                {
                    ZoneName = "",
                },
            ]
        );
        var index = Build(
            facts with
            {
                Zones = [new("z", [Facts.Resource("d.a")], false)],
                Service = facts.Service! with { SuperUsers = ["root"] },
            }
        );

        Assert.Equal("z", Assert.Single(Facts.Explain(index, "ann", "d.a").Deciding).Zone);
        Assert.Null(Assert.Single(Facts.Explain(index, "ann", "d.b").Deciding).Zone);
        var super = Assert.Single(Facts.Explain(index, "root", "d.a").Deciding);
        Assert.Equal((AccessVia.SuperUser, false, "*"), (super.Via, super.IsConditional, super.ResourceText));
        Assert.Equal([PrincipalId.Login("root")], super.Chain);
        Assert.Equal("z", index.SecurityZone(Facts.Find(index, "d.a")));
        Assert.Null(index.SecurityZone(Facts.Find(index, "d.b")));
    }

    private static string Names(AccessIndex index, ImmutableArray<TableOrdinal> tables) =>
        string.Join(' ', tables.Select(table => index.Table(table).Name));

    // v1 and v2 read a, w reads v1, x reads w; ann reads the views, and bob opens the dashboards.
    private static AccessIndex Views()
    {
        var facts = Facts.Of(
            ["ann", "bob"],
            [],
            [.. new[] { "a", "b", "v1", "v2", "w", "x" }.Select(name => ("d." + name, new[] { "id" }))],
            [
                .. new[] { "v1", "v2", "w", "x", "a" }.Select(
                    (name, at) => Facts.Policy(at + 1, $"d.{name}.*", [Facts.Item(users: ["ann"])])
                ),
            ]
        );
        (string View, string Reads)[] views = [("d.v1", "d.a"), ("d.v2", "d.a"), ("d.w", "d.v1"), ("d.x", "d.w")];
        return Build(
            facts with
            {
                Tables =
                [
                    .. facts.Tables.Select(table =>
                        views.Any(view => view.View == table.Name.ToString())
                            ? table with
                            {
                                Kind = ResourceKind.View,
                            }
                            : table
                    ),
                ],
                ViewSources =
                [
                    .. views.Select(view => new ViewSources(Facts.Name(view.View), [Facts.Name(view.Reads)], true)),
                ],
                Dashboards =
                [
                    Dashboard("1", "d.a"),
                    Dashboard("2", "d.x", "d.v2", "d.v1"),
                    Dashboard("3", "d.w", "d.v1"),
                ],
            }
        );
    }

    private static Dashboard Dashboard(string id, params string[] reads) =>
        new(id, "dashboard " + id, [.. reads.Select(Facts.Name).Order()], [PrincipalId.Login("bob")]);
}

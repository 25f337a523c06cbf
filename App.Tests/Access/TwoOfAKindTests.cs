using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;
using static GovernanceDashboard.Tests.Scenarios.HiveEstate;

namespace GovernanceDashboard.Tests.Access;

/// <summary>Where two of a kind stand beside each other, both count, none takes the other back, and they are told in one order.</summary>
public sealed class TwoOfAKindTests
{
    private const PathBits Rx = PathBits.Read | PathBits.Execute;

    [Fact]
    public void Who_sees_unmasked_through_any_of_two_views_sees_unmasked()
    {
        var facts = Facts.Of(
            ["ann", "bob", "cy"],
            [("eng", ["ann", "bob", "cy"])],
            [("d.t", ["id"]), ("d.v1", ["id"]), ("d.v2", ["id"])],
            [
                Facts.Policy(1, "d.v1|v2.*", [Facts.Item(groups: ["eng"])]) with
                {
                    Resources = [Facts.Resource(("database", ["d"]), ("table", ["v1", "v2"]), ("column", ["*"]))],
                },
                Mask(2, "d.v1.id", "ann", "cy"),
                Mask(3, "d.v2.id", "bob", "cy"),
            ]
        );
        var index = Build(WithViews(facts, ("d.v1", ["d.t"]), ("d.v2", ["d.t"])));

        var through = index.ViewReaders(Facts.Find(index, "d.t"));

        Assert.Equal("ann bob cy", Names(index, through.Readers));
        Assert.Equal("ann bob", Names(index, through.Unmasked));
        Assert.True(through.Conditional.IsEmpty);
        Assert.Equal(2, through.Views.Length);
    }

    [Fact]
    public void A_super_user_by_two_groups_is_shown_the_nearer_one()
    {
        var facts = Facts.Of(
            ["ann"],
            [("far", ["group:in"]), ("in", ["ann"]), ("near", ["ann"])],
            [("d.t", ["id"])],
            []
        );
        var index = Build(facts with { Service = facts.Service! with { SuperGroups = ["far", "near"] } });

        var found = Assert.Single(Facts.Explain(index, "ann", "d.t").Deciding);

        Assert.Equal("login:ann group:near", string.Join(' ', found.Chain));
    }

    [Theory]
    [InlineData("a*b", "c?d", true)]
    [InlineData("a*b", "cd", true)]
    [InlineData("ab", "cd", false)]
    public void Two_logins_with_wildcards_are_as_good_as_one(string one, string two, bool expected) =>
        Assert.Equal(
            expected,
            new AccountDirectory([
                new(PrincipalId.Login(one), PrincipalKind.User),
                new(PrincipalId.Login(two), PrincipalKind.User),
            ]).HasWildcardLogins
        );

    [Theory]
    [InlineData("group:public", "group:public", "all")]
    [InlineData("{USER}", "{USER}", "all")]
    [InlineData("{USER}", "group:public", "all")]
    [InlineData("ann", "group:eng", "ann eng")]
    public void An_item_may_name_everybody_twice(string one, string two, string expected)
    {
        var index = OneTable.With();
        var accounts = new AccountDirectory(index.Facts.Principals);
        var closure = new MembershipClosure(
            accounts,
            index.Facts.Principals,
            index.Facts.Memberships,
            TestContext.Current.CancellationToken
        );
        string[] both = [one, two];
        var item = Facts.Item(
            users: [.. both.Where(name => !name.StartsWith("group:", StringComparison.Ordinal))],
            groups:
            [
                .. both.Where(name => name.StartsWith("group:", StringComparison.Ordinal)).Select(name => name[6..]),
            ]
        );
        var named = new List<int>();

        CompiledItem.AddNamed(item, accounts, closure, 100, named);

        Assert.Equal(
            expected,
            string.Join(
                ' ',
                named
                    .Select(number =>
                        number >= 100 ? accounts.Accounts[number - 100].Id.Name
                        : number == MembershipClosure.Everyone ? "all"
                        : "eng"
                    )
                    .Order(StringComparer.Ordinal)
            )
        );
        Assert.Equal(expected == "all" ? 2 : 1, CompiledItem.Resolve(item, accounts, closure).Count);
    }

    [Fact]
    public void Items_made_from_grants_stand_by_holder_option_grantors_and_condition()
    {
        ImmutableArray<HiveGrant> grants =
        [
            Grant("bob", privilege: "update"),
            Grant("ann", privilege: "update", partition: "dt=2"),
            Grant("ann", privilege: "insert", partition: "dt=1"),
            Grant("ann", privilege: "select") with
            {
                Grantors = [PrincipalId.Login("zoe")],
            },
            Grant("ann", privilege: "delete") with
            {
                Grantors = [PrincipalId.Login("cy")],
            },
            Grant("ann", privilege: "select") with
            {
                WithGrantOption = true,
            },
            Grant("ann", privilege: "drop"),
            Grant("group:g", privilege: "drop"),
            Grant("role:R", privilege: "drop"),
            Grant("role:PUBLIC", privilege: "drop"),
        ];

        var items = GrantPolicy.Items(grants, ["select"], grant => grant.Partition);

        Assert.Equal(
            [
                "ann//: drop ",
                "ann//: insert dt=1",
                "ann//: update dt=2",
                "ann//: delete ",
                "ann//: select ",
                "ann//: select ",
                "bob//: update ",
                "/g/: drop ",
                "/public/: drop ",
                "//r: drop ",
            ],
            items.Select(item =>
                $"{string.Join(',', item.Users)}/{string.Join(',', item.Groups)}/{string.Join(',', item.Roles)}: {item.Accesses[0].Type} {string.Join(',', item.Conditions.Select(one => one.Type))}"
            )
        );
    }

    [Fact]
    public void Tags_with_and_without_what_lies_below_are_two_contexts()
    {
        var at = new ResourceName("d", "t", "id");
        var (self, below) = (new AppliedTag("PII", at, false), new AppliedTag("PII", at, true));

        Assert.NotEqual(TagContext.Of([self]).Key, TagContext.Of([below]).Key);
        Assert.Equal(TagContext.Of([self, below]).Key, TagContext.Of([below, self]).Key);
        var context = TagContext.Of([self, below]);
        Assert.NotEqual(context.KeyFor(self), context.KeyFor(below));
        Assert.Equal(context.Key, context.KeyFor(null));
        Assert.Equal("", TagContext.Of([]).Key);
    }

    [Fact]
    public void Gaps_below_a_view_are_gaps_of_the_view_where_files_decide()
    {
        var facts = Files();
        var index = Build(facts);

        Assert.Equal(
            "a False b True both True open False",
            string.Join(
                ' ',
                new[] { "a", "b", "both", "open" }.Select(name =>
                    $"{name} {index.FileReaders(Facts.Find(index, "d." + name)).HasGaps}"
                )
            )
        );
        Assert.Equal(FileCoverage.Listed, index.FileReaders(Facts.Find(index, "d.both")).Coverage);
        Assert.All(
            Enumerable.Range(0, facts.Tables.Length).Select(table => new TableOrdinal(table)),
            table =>
            {
                var (who, levels) = (index.WhoCanAccess(table), index.PeopleByLevel(table));
                Assert.Equal(who.Full, levels.Sure(AccessLevel.Full));
                Assert.Equal(who.Full.Union(who.Partial), levels.Sure(AccessLevel.Partial));
                Assert.Equal(who.Full.Union(who.Conditional), levels.Possible(AccessLevel.Full));
                for (var account = 0; account < index.Accounts.Length; account++)
                {
                    var what = index.WhatCanAccess(new(account), AccessLevel.None)[table.Value];
                    Assert.Equal((table, who.LevelOf(new(account))), (what.Table, what.Level));
                }
            }
        );
    }

    [Fact]
    public void A_role_written_in_two_cases_is_one()
    {
        var facts = Make(Authorizer.SqlStandard, Grant("role:ops")) with { Memberships = Holding(("ann", "OPS")) };
        var index = Build(
            facts with
            {
                Principals = [.. facts.Principals, new(PrincipalId.Role("Ops"), PrincipalKind.Role)],
            }
        );

        Assert.Equal(["ann"], Facts.Readers(index, Orders));
        Assert.Equal(
            "ops",
            string.Join(
                ' ',
                index
                    .Facts.Principals.Where(principal => principal.Kind == PrincipalKind.Role)
                    .Select(principal => principal.Id.Name)
            )
        );
        Assert.Contains(PrincipalId.Login("Bob"), index.Facts.Principals.Select(principal => principal.Id));
    }

    [Fact]
    public void A_policy_of_grants_keeps_its_number_whatever_stands_beside_it()
    {
        var alone = Assert.Single(Sql(Grant("ann")).Facts.Policies);
        var both = Sql(Grant("ann", "default.log"), Grant("ann")).Facts.Policies;

        Assert.Equal(["grants on default.log", "grants on sales.orders"], both.Select(policy => policy.Name));
        Assert.Equal(alone.Id, both[1].Id);
        Assert.NotEqual(alone.Id, both[0].Id);
    }

    [Fact]
    public void Two_views_over_each_other_ask_for_both_and_for_the_table_in_order()
    {
        string[] names = ["d.t", "d.v", "d.w"];
        var facts = Facts.Of(["ann", "bob"], [], [.. names.Select(name => (name, new[] { "id" }))], []) with
        {
            Service = AccessService.Of(Authorizer.Legacy),
            HiveGrants =
            [
                .. names.Skip(1).Select(name => Grant("ann", name)),
                .. names.Select(name => Grant("bob", name)),
            ],
        };
        var index = Build(WithViews(facts, ("d.v", ["d.t"]), ("d.w", ["d.v"])));

        Assert.Equal(["bob"], Facts.Readers(index, "d.w"));
        Assert.Equal(["bob"], Facts.Readers(index, "d.v"));
        Assert.Equal(
            ["SELECT on d.t is needed for the view d.w", "SELECT on d.v is needed for the view d.w"],
            index
                .Facts.Policies.Select(policy => policy.Name)
                .Where(name => name.EndsWith("the view d.w", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Two_values_with_the_asking_login_are_tables_of_two_people()
    {
        var policy = Facts.Policy(1, "d.t.*", [Facts.Item(groups: ["public"])]) with
        {
            Resources = [Facts.Resource(("database", ["d"]), ("table", ["{USER}", "my_{USER}"]), ("column", ["*"]))],
        };
        var index = Build(
            Facts.Of(["ann", "bob"], [], [("d.ann", ["id"]), ("d.my_bob", ["id"]), ("d.other", ["id"])], [policy])
        );

        Assert.Equal(["ann"], Facts.Readers(index, "d.ann"));
        Assert.Equal(["bob"], Facts.Readers(index, "d.my_bob"));
        Assert.Empty(Facts.Readers(index, "d.other"));
    }

    [Fact]
    public void Two_resources_reach_the_tables_of_both()
    {
        var policy = Facts.Policy(1, "d.*", [Facts.Item(users: ["ann"])]) with
        {
            Resources = [Facts.Resource("d.a"), Facts.Resource("*.b")],
        };
        var index = Build(
            Facts.Of(["ann"], [], [("d.a", ["id"]), ("d.b", ["id"]), ("e.a", ["id"]), ("e.b", ["id"])], [policy])
        );

        Assert.Equal(3, index.TablesReached(policy));
        Assert.Equal(
            2,
            index.TablesReached(policy with { Resources = [Facts.Resource("d.a"), Facts.Resource("e.b")] })
        );
    }

    [Theory]
    [InlineData(Authorizer.Legacy, false)]
    [InlineData(Authorizer.SqlStandard, true)]
    public void What_comes_nearest_is_told_where_it_can_be_proposed(Authorizer authorizer, bool expected)
    {
        var index = Build(Make(authorizer, Grant("ann")));

        var found = index.Explain(
            index.FindAccount("bob")!.Value,
            Facts.Find(index, Orders),
            null,
            ExplanationScope.Default
        );

        Assert.Equal(AccessLevel.None, found.Level);
        Assert.Equal(expected, found.Nearest is not null);
    }

    [Fact]
    public void Where_ranger_decides_files_take_nothing_away()
    {
        var facts = Files();
        var index = Build(
            facts with
            {
                Service = AccessService.Of(Authorizer.Ranger),
                Policies = [Facts.Policy(1, "d.c.*", [Facts.Item(users: ["bob"])])],
            }
        );
        var (table, bob) = (Facts.Find(index, "d.c"), index.FindAccount("bob")!.Value);

        Assert.True(index.FileReaders(table).Partial.Contains(bob));
        Assert.Equal(AccessLevel.Full, Facts.Level(index, "bob", "d.c"));
        Assert.Equal(AccessLevel.Full, Facts.Explain(index, "bob", "d.c").Level);
        Assert.Equal([new(table, AccessLevel.Full, false)], index.WhatCanAccess(bob, AccessLevel.Partial));
        Assert.True(index.PeopleByLevel(table).Sure(AccessLevel.Full).Contains(bob));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tables_of_one_signature_differ_where_files_decide_on_either_side(bool isAfter)
    {
        // All enter d.a and d.c; of d.c one file is closed to others.
        var files = Build(Files());
        var ranger = Build(Files() with { Service = AccessService.Of(Authorizer.Ranger), Policies = [] });
        var people = isAfter ? new CommonPeople(ranger, files) : new CommonPeople(files, ranger);

        var told = AccessDrift.Between(
            people,
            (tables, diff) =>
                string.Join(',', tables.Select(pair => files.Table((isAfter ? pair.After : pair.Before)!.Value).Name))
                + $": {diff.Gained.Count} {diff.FullyGained.Count} {diff.Lost.Count} {diff.FullyLost.Count}",
            (_, _) => { },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            isAfter
                ? ["d.a: 3 3 0 0", "d.b: 3 0 0 0", "d.both: 3 0 0 0", "d.c: 3 1 0 0", "d.open: 3 3 0 0"]
                : ["d.a: 0 0 3 3", "d.b: 0 0 3 0", "d.both: 0 0 3 0", "d.c: 0 0 3 1", "d.open: 0 0 3 3"],
            told.Order(StringComparer.Ordinal)
        );
    }

    // d.a is open to all, d.b too as far as it was listed, of d.c a file is ann's alone; open reads a, both reads a and b.
    private static EstateFacts Files()
    {
        var facts = Facts.Of(
            ["ann", "bob", "cy"],
            [],
            [.. new[] { "a", "b", "c", "open", "both" }.Select(name => ("d." + name, new[] { "id" }))],
            []
        );
        facts = facts with
        {
            Tables =
            [
                .. facts.Tables.Select(table =>
                    table.Name.Table.Length > 1 ? table : table with { Location = "hdfs://nn/w/" + table.Name.Table }
                ),
            ],
            TableStorages = [new(Facts.Name("d.b"), ["hdfs://nn/gone/dt=1"])],
            Service = AccessService.Of(Authorizer.StorageBased),
            Hdfs = HdfsService.Default,
            Paths =
            [
                new("/w/a", true, Access(Rx)),
                new("/w/b", true, Access(Rx)),
                new("/w/c", true, Access(Rx)),
                new("/w/c/x", false, Access(PathBits.None)),
                new("/w/c/y", false, Access(PathBits.Read)),
            ],
        };
        return WithViews(facts, ("d.open", ["d.a"]), ("d.both", ["d.a", "d.b"]));
    }

    private static PathAccess Access(PathBits others) => new("ann", "none", Rx, PathBits.None, others, null, []);

    private static EstateFacts WithViews(EstateFacts facts, params (string View, string[] Reads)[] views) =>
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
                .. views.Select(view => new ViewSources(
                    Facts.Name(view.View),
                    [.. view.Reads.Select(Facts.Name).Order()],
                    true
                )),
            ],
        };

    private static Policy Mask(long id, string resource, params string[] users) =>
        Facts.Policy(id, resource) with
        {
            Type = PolicyType.DataMask,
            MaskOrFilterItems = [Facts.Item(users: users) with { Mask = new("MASK_NULL") }],
        };

    private static string Names(AccessIndex index, PrincipalSet who) =>
        string.Join(' ', who.Members().Select(one => index.Accounts[one.Value].Id.Name).Order(StringComparer.Ordinal));
}

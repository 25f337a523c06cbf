using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>The corner cases that the peer's own tests check, one idea each (access semantics, section 19).</summary>
public sealed class RangerCornerCasesTests
{
    private const string Table = "sales.orders";

    [Fact]
    public void An_access_marked_not_allowed_is_inert_and_denies_nothing()
    {
        var inert = Facts.Item(groups: ["public"]) with { Accesses = [new("select", IsAllowed: false)] };

        Reads(Estate(Facts.Policy(1, "sales.*.*", allow: [inert])), "ann", AccessLevel.None);
        Reads(Estate(Facts.Policy(1, "sales.*.*", allow: [Everyone()], deny: [inert])), "ann", AccessLevel.Full);
    }

    [Fact]
    public void A_policy_on_the_database_does_not_cover_its_tables()
    {
        var index = Estate(Facts.Policy(1, "sales", allow: [Everyone()]));

        Reads(index, "ann", AccessLevel.None);
        Assert.Equal(AccessDecision.Allowed, index.Allows(Ann(index), new("sales"), "select"));
        Assert.Contains("on the database itself", Facts.Explain(index, "ann", Table).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_on_all_tables_gives_counting_but_no_column()
    {
        var index = Estate(Facts.Policy(1, "sales.*", allow: [Everyone()]));

        Reads(index, "ann", AccessLevel.TableOnly);
        Assert.Contains("on the table itself", Facts.Explain(index, "ann", Table).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_and_column_without_table_never_match()
    {
        var gap = Facts.Policy(1, "sales", allow: [Everyone()]) with
        {
            Resources = [Facts.Resource(("database", ["sales"]), ("column", ["*"]))],
        };

        Reads(Estate(gap), "ann", AccessLevel.None);
    }

    [Fact]
    public void Excluded_columns_are_those_that_the_pattern_does_not_name()
    {
        var policy = Facts.Policy(1, "sales.orders.s*", allow: [Everyone()]);
        var levels = policy.Resources[0].Levels;
        var index = Estate(
            policy with
            {
                Resources = [new(levels.SetItem("column", levels["column"] with { IsExcludes = true }))],
            }
        );

        Reads(index, "ann", AccessLevel.Partial);
        Assert.Equal([0], Facts.Explain(index, "ann", Table).Columns);
        Assert.Equal("sales.orders.(all but s*)", Facts.Explain(index, "ann", Table).Deciding[0].ResourceText);
    }

    [Fact]
    public void Excluding_everything_matches_nothing()
    {
        var policy = Facts.Policy(1, "sales.orders.*", allow: [Everyone()]);
        var levels = policy.Resources[0].Levels;

        Reads(
            Estate(
                policy with
                {
                    Resources = [new(levels.SetItem("column", levels["column"] with { IsExcludes = true }))],
                }
            ),
            "ann",
            AccessLevel.None
        );
    }

    [Fact]
    public void Deny_all_else_hides_the_table_from_outsiders()
    {
        var index = Estate(
            Facts.Policy(1, "sales.*.*", allow: [Facts.Item(users: ["ann"])], denyAllElse: true),
            Facts.Policy(2, "*.*.*", allow: [Everyone()])
        );

        Reads(index, "ann", AccessLevel.Full);
        Assert.Equal(AccessDecision.Denied, Select(index, "bob"));
        Assert.Equal(AccessVia.DenyAllElse, Facts.Explain(index, "bob", Table).Deciding.Single().Via);
    }

    [Fact]
    public void An_override_allow_beats_deny_all_else_of_a_normal_policy() =>
        Reads(
            Estate(
                Facts.Policy(1, "sales.*.*", denyAllElse: true),
                Facts.Policy(2, "sales.*.*", allow: [Facts.Item(users: ["bob"])], priority: 1)
            ),
            "bob",
            AccessLevel.Full
        );

    [Fact]
    public void An_allow_exception_of_one_type_leaves_the_table_visible_by_another()
    {
        var index = Estate(
            Facts.Policy(
                1,
                "sales.*.*",
                allow: [Facts.Item("all", groups: ["public"])],
                allowExceptions: [Facts.Item(users: ["ann"])]
            )
        );

        Reads(index, "ann", AccessLevel.MetadataOnly);
        Assert.Equal(LossReason.CarvedOut, Facts.Explain(index, "ann", Table).Losing.Single().Reason);
    }

    [Fact]
    public void A_deny_by_name_at_override_beats_an_allow_for_everyone()
    {
        var index = Estate(
            Facts.Policy(1, "sales.*.*", allow: [Everyone()]),
            Facts.Policy(2, "sales.*.*", deny: [Facts.Item(users: ["ann"])], priority: 1)
        );

        Assert.Equal(AccessDecision.Denied, Select(index, "ann"));
        Assert.Equal(AccessDecision.Allowed, Select(index, "bob"));
        Assert.Equal(LossReason.OutrankedByPriority, Facts.Explain(index, "ann", Table).Losing.Single().Reason);
    }

    [Fact]
    public void A_deny_exception_leaves_what_it_names_and_needs_an_allow_of_its_own()
    {
        var carved = Facts.Policy(
            1,
            "sales.*.*",
            deny: [Facts.Item("all", groups: ["public"])],
            denyExceptions: [Facts.Item(users: ["ann"])]
        );

        Assert.Equal(AccessDecision.Denied, Select(Estate(carved), "ann"));
        var index = Estate(carved with { AllowItems = [Facts.Item("all", users: ["ann"])] });
        Assert.Equal(AccessDecision.Allowed, Select(index, "ann"));
        Assert.Equal(AccessDecision.Denied, index.Allows(Ann(index), new("sales", "orders", "id"), "update"));
    }

    [Fact]
    public void Exceptions_cancel_items_of_their_own_policy_only() =>
        Assert.Equal(
            AccessDecision.Denied,
            Select(
                Estate(
                    Facts.Policy(1, "sales.*.*", deny: [Facts.Item(users: ["ann"])]),
                    Facts.Policy(2, "sales.*.*", allow: [Everyone()], denyExceptions: [Facts.Item(users: ["ann"])])
                ),
                "ann"
            )
        );

    [Fact]
    public void One_policy_that_allows_and_denies_denies()
    {
        var index = Estate(Facts.Policy(1, "sales.*.*", allow: [Everyone()], deny: [Facts.Item(users: ["ann"])]));

        Assert.Equal(AccessDecision.Denied, Select(index, "ann"));
        Assert.Equal(LossReason.DenyBeatsAllow, Facts.Explain(index, "ann", Table).Losing.Single().Reason);
    }

    [Theory]
    [InlineData(0, 0, AccessDecision.Denied)]
    [InlineData(0, 1, AccessDecision.Allowed)]
    [InlineData(1, 0, AccessDecision.Denied)]
    [InlineData(1, 1, AccessDecision.Denied)]
    public void A_tag_deny_meets_a_resource_allow_by_priority_alone(int tag, int resource, AccessDecision expected)
    {
        var index = Tagged(
            new ResourceName("sales", "orders"),
            Facts.Policy(1, "tag:PII", deny: [Facts.Item("hive:select", groups: ["public"])], priority: tag),
            Facts.Policy(2, "sales.*.*", allow: [Everyone()], priority: resource)
        );

        Assert.Equal(expected, Select(index, "ann"));
    }

    [Theory]
    [InlineData(0, 0, AccessDecision.Denied)]
    [InlineData(1, 0, AccessDecision.Allowed)]
    [InlineData(0, 1, AccessDecision.Denied)]
    public void A_tag_allow_meets_a_resource_deny_by_priority_alone(int tag, int resource, AccessDecision expected)
    {
        var index = Tagged(
            new ResourceName("sales", "orders"),
            Facts.Policy(1, "tag:PII", allow: [Facts.Item("hive:select", groups: ["public"])], priority: tag),
            Facts.Policy(2, "sales.*.*", deny: [Everyone()], priority: resource)
        );

        Assert.Equal(expected, Select(index, "ann"));
    }

    [Fact]
    public void A_tag_on_the_table_or_database_covers_its_columns()
    {
        var policy = Facts.Policy(1, "tag:PII", allow: [Facts.Item("hive:select", groups: ["public"])]);

        Reads(Tagged(new("sales", "orders"), policy), "ann", AccessLevel.Full);
        var index = Tagged(new("sales"), policy);
        Reads(index, "ann", AccessLevel.Full);
        var opinion = Facts.Explain(index, "ann", Table).Deciding.Single();
        Assert.Equal(
            ("PII", "tag PII on sales", ResourceKind.Database),
            (opinion.Tag, opinion.ResourceText, opinion.ArisesAt)
        );
    }

    [Fact]
    public void A_tag_on_a_column_reaches_that_column_and_not_the_table_request()
    {
        var index = Tagged(
            new("sales", "orders", "ssn"),
            Facts.Policy(1, "tag:PII", allow: [Facts.Item("hive:select", groups: ["public"])])
        );

        Reads(index, "ann", AccessLevel.Partial);
        Assert.Equal([1], Facts.Explain(index, "ann", Table).Columns);
        Assert.Equal(AccessDecision.Denied, index.Allows(Ann(index), new("sales", "orders"), "select"));
    }

    [Fact]
    public void A_deny_by_column_tag_hides_neither_the_table_nor_the_other_columns()
    {
        var index = Tagged(
            new("sales", "orders", "ssn"),
            Facts.Policy(1, "tag:PII", deny: [Facts.Item("hive:all", groups: ["public"])]),
            Facts.Policy(2, "sales.*.*", allow: [Everyone()])
        );

        Reads(index, "ann", AccessLevel.Partial);
        Assert.Equal(AccessDecision.Allowed, index.Allows(Ann(index), new("sales", "orders"), "select"));
        Assert.StartsWith(
            "1 of 2 columns cannot be read: policy \"policy 1\" denies it",
            Facts.Explain(index, "ann", Table).WhyNot,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("pii", "hive:select", ClassificationBasis.Import)]
    [InlineData("PII", "hdfs:select", ClassificationBasis.Import)]
    [InlineData("PII", "select", ClassificationBasis.Import)]
    [InlineData("PII", "hive:select", ClassificationBasis.Rule)]
    public void Tags_mind_case_component_and_source(string tag, string access, ClassificationBasis basis)
    {
        var facts = Make(Facts.Policy(1, "tag:PII", allow: [Facts.Item(access, groups: ["public"])])) with
        {
            Classifications = [new(new("sales", "orders"), tag, basis)],
        };

        Reads(Build(facts), "ann", AccessLevel.None);
    }

    [Fact]
    public void The_owner_macro_needs_an_owner_on_the_table()
    {
        var facts = Make(Facts.Policy(1, "*.*.*", allow: [Facts.Item("all", users: ["{OWNER}"])]));

        Reads(Build(facts), "ann", AccessLevel.None);
        var owned = Build(facts with { Tables = [Facts.Table(Table, ["id", "ssn"], creator: "ann")] });
        Reads(owned, "ann", AccessLevel.Full);
        Reads(owned, "bob", AccessLevel.None);
        Assert.Equal(AccessVia.Owner, Facts.Explain(owned, "ann", Table).Deciding.Single().Via);
        Assert.Equal(ResourceKind.Catalog, Facts.Explain(owned, "ann", Table).Deciding.Single().ArisesAt);
    }

    [Fact]
    public void The_user_macro_in_a_resource_opens_to_each_their_own()
    {
        var facts = Make(Facts.Policy(1, "sales.tmp_{USER}.*", allow: [Facts.Item("all", users: ["{USER}"])]));
        var index = Build(
            facts with
            {
                Tables = [Facts.Table("sales.tmp_ann", ["id"]), Facts.Table("sales.tmp_bob", ["id"])],
            }
        );

        Assert.Equal(["ann"], Facts.Readers(index, "sales.tmp_ann"));
        Assert.Equal(["bob"], Facts.Readers(index, "sales.tmp_bob"));
        Assert.Equal(AccessVia.AnyUser, Facts.Explain(index, "ann", "sales.tmp_ann").Deciding.Single().Via);
    }

    [Fact]
    public void A_role_comes_through_the_user_a_group_an_inner_role_and_everyone()
    {
        var facts = Make(Facts.Policy(1, "sales.*.*", allow: [Facts.Item(roles: ["outer"])]));
        Membership In(string member, string role) => new(Facts.Id(member), PrincipalId.Role(role));

        Assert.Equal(["ann"], Readers([In("ann", "outer")]));
        Assert.Equal(
            ["bob"],
            Readers([In("group:eng", "outer"), new(PrincipalId.Login("bob"), PrincipalId.Group("eng"))])
        );
        Assert.Equal(["ann"], Readers([In("ann", "inner"), In("role:inner", "outer"), In("role:outer", "inner")]));
        Assert.Equal(["ann", "bob"], Readers([In("group:public", "outer")]));

        string[] Readers(Membership[] memberships) =>
            Facts.Readers(Build(facts with { Memberships = [.. memberships] }), Table);
    }

    [Fact]
    public void A_member_of_a_super_group_passes_a_deny()
    {
        var facts = Make(Facts.Policy(1, "sales.*.*", deny: [Everyone()]));
        var index = Build(facts with { Service = facts.Service! with { SuperGroups = ["eng"] } });

        Reads(index, "ann", AccessLevel.Full);
        var explanation = Facts.Explain(index, "ann", Table);
        Assert.Equal(
            (AccessVia.SuperUser, "group:eng"),
            (explanation.Deciding.Single().Via, explanation.Deciding.Single().Chain[^1].ToString())
        );
        Assert.Equal(LossReason.SuperUser, explanation.Losing.Single().Reason);
    }

    [Fact]
    public void Resources_compare_without_case_and_principals_with_it()
    {
        Reads(Estate(Facts.Policy(1, "SALES.Orders.*", allow: [Everyone()])), "ann", AccessLevel.Full);
        Reads(Estate(Facts.Policy(1, "sales.*.*", allow: [Facts.Item(users: ["Ann"])])), "ann", AccessLevel.None);
        Reads(
            Estate(Facts.Policy(1, "sales.*.*", allow: [Facts.Item("SELECT", users: ["ann"])])),
            "ann",
            AccessLevel.Full
        );
    }

    [Fact]
    public void A_zone_leaves_unzoned_policies_out_and_covers_what_lies_below()
    {
        var facts = Make(
            Facts.Policy(1, "sales.*.*", allow: [Facts.Item(users: ["ann"])]),
            Facts.Policy(2, "sales.*.*", allow: [Facts.Item(users: ["bob"])]) with
            {
                ZoneName = "z",
            }
        );
        var index = Build(facts with { Zones = [new("z", [Facts.Resource("sales")], false)] });

        Reads(index, "ann", AccessLevel.None);
        Reads(index, "bob", AccessLevel.Full);
        Assert.Contains("another security zone", Facts.Explain(index, "ann", Table).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Additional_resources_serve_allow_and_deny()
    {
        PolicyResource[] both = [Facts.Resource("hr.*.*"), Facts.Resource("sales.*.*")];

        Reads(
            Estate(Facts.Policy(1, "hr", allow: [Everyone()]) with { Resources = [.. both] }),
            "ann",
            AccessLevel.Full
        );
        Assert.Equal(
            AccessDecision.Denied,
            Select(
                Estate(
                    Facts.Policy(1, "sales.*.*", allow: [Everyone()]),
                    Facts.Policy(2, "hr", deny: [Everyone()]) with
                    {
                        Resources = [.. both],
                    }
                ),
                "ann"
            )
        );
    }

    [Theory]
    [InlineData(PolicyType.DataMask)]
    [InlineData(PolicyType.RowFilter)]
    [InlineData(PolicyType.Audit)]
    public void Other_policy_types_never_grant(PolicyType type) =>
        Reads(Estate(Facts.Policy(1, "sales.*.*", allow: [Everyone()]) with { Type = type }), "ann", AccessLevel.None);

    [Fact]
    public void A_disabled_policy_says_nothing_and_is_named_as_what_would_help()
    {
        var index = Estate(Facts.Policy(1, "sales.*.*", allow: [Everyone()]) with { IsEnabled = false });

        Reads(index, "ann", AccessLevel.None);
        Assert.Contains("but is disabled", Facts.Explain(index, "ann", Table).WhyNot, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026/06/01 12:00:00", null, AccessDecision.Allowed)]
    [InlineData("2026/06/01 12:00:01", null, AccessDecision.Denied)]
    [InlineData(null, "2026/06/01 12:00:00", AccessDecision.Allowed)]
    [InlineData(null, "2026/06/01 11:59:59", AccessDecision.Denied)]
    [InlineData("not a time", null, AccessDecision.Conditional)]
    public void A_schedule_holds_its_bounds_and_an_unreadable_one_is_conditional(
        string? from,
        string? to,
        AccessDecision expected
    ) =>
        Assert.Equal(
            expected,
            Select(
                Estate(Facts.Policy(1, "sales.*.*", allow: [Everyone()]) with { Schedules = [new(from, to, null)] }),
                "ann"
            )
        );

    [Fact]
    public void A_condition_leaves_the_lower_bound_without_the_allow_and_with_the_deny()
    {
        ImmutableArray<PolicyCondition> condition = [new("ip-range", ["10.*"])];
        var allow = Estate(Facts.Policy(1, "sales.*.*", allow: [Everyone() with { Conditions = condition }]));
        var deny = Estate(
            Facts.Policy(1, "sales.*.*", allow: [Everyone()]),
            Facts.Policy(2, "sales.*.*", deny: [Everyone()]) with
            {
                Conditions = condition,
            }
        );

        foreach (var index in new[] { allow, deny })
        {
            Assert.Equal(AccessDecision.Conditional, Select(index, "ann"));
            Assert.Empty(index.ReadingPeople(new(0)).Members());
            Assert.Equal(2, index.PossiblyReadingPeople(new(0)).Count);
            Assert.True(index.IsConditional(new(0)));
        }

        Assert.Contains("under a condition", Facts.Explain(allow, "ann", Table).WhyNot, StringComparison.Ordinal);
        Assert.True(Facts.Explain(deny, "ann", Table).Deciding.Single().IsConditional);
    }

    [Fact]
    public void Denies_and_exceptions_can_be_switched_off_for_the_service()
    {
        var facts = Make(
            Facts.Policy(1, "sales.*.*", allow: [Everyone()], deny: [Everyone()], allowExceptions: [Everyone()])
        );

        Reads(
            Build(facts with { Service = facts.Service! with { DenyAndExceptionsEnabled = false } }),
            "ann",
            AccessLevel.Full
        );
    }

    [Fact]
    public void All_implies_select_but_not_tempudfadmin_and_the_marker_means_every_type()
    {
        var all = Estate(Facts.Policy(1, "sales.*.*", allow: [Facts.Item("all", users: ["ann"])]));
        var marker = Estate(Facts.Policy(1, "sales.*.*", allow: [Facts.Item("_ALL", users: ["ann"])]));
        var read = Estate(Facts.Policy(1, "sales.*.*", allow: [Facts.Item("_READ", users: ["ann"])]));

        Assert.Equal(
            (AccessDecision.Allowed, AccessDecision.Denied),
            (Select(all, "ann"), Select(all, "ann", "tempudfadmin"))
        );
        Assert.Equal(AccessDecision.Allowed, Select(marker, "ann", "tempudfadmin"));
        Assert.Equal(
            (AccessDecision.Allowed, AccessDecision.Denied),
            (Select(read, "ann"), Select(read, "ann", "update"))
        );
    }

    [Fact]
    public void Without_a_service_nobody_has_access()
    {
        var facts = Make(Facts.Policy(1, "*.*.*", allow: [Everyone()]));

        Reads(Build(facts with { Service = null }), "ann", AccessLevel.None);
    }

    [Fact]
    public void An_item_without_principals_matches_nobody() =>
        Reads(Estate(Facts.Policy(1, "sales.*.*", allow: [Facts.Item()])), "ann", AccessLevel.None);

    [Fact]
    public void A_person_reads_through_any_account_and_a_disabled_one_holds_nothing()
    {
        var facts = Make(Facts.Policy(1, "sales.*.*", allow: [Facts.Item(users: ["ann-admin", "ann-old"])]));
        Principal Account(string login, bool isEnabled) =>
            new(PrincipalId.Login(login), PrincipalKind.User, null, isEnabled, new("ann"));
        var index = Build(
            facts with
            {
                Principals = [.. facts.Principals, Account("ann-admin", true), Account("ann-old", false)],
            }
        );

        Assert.Equal(["ann"], Facts.Readers(index, Table));
        Reads(index, "ann", AccessLevel.None);
        Reads(index, "ann-admin", AccessLevel.Full);
        Assert.Null(index.FindAccount("ann-old"));
        Assert.Equal(2, index.People.Count);
    }

    [Fact]
    public void A_table_without_columns_is_fully_read_by_whom_the_table_request_is_allowed()
    {
        var facts = Make(Facts.Policy(1, "sales.*", allow: [Facts.Item(users: ["ann"])]));
        var index = Build(facts with { Tables = [Facts.Table(Table, [])] });

        Reads(index, "ann", AccessLevel.Full);
        Reads(index, "bob", AccessLevel.None);
    }

    private static PolicyItem Everyone() => Facts.Item(groups: ["public"]);

    private static EstateFacts Make(params Policy[] policies) =>
        Facts.Of(["ann", "bob"], [("eng", ["ann"])], [(Table, ["id", "ssn"])], policies);

    private static AccessIndex Estate(params Policy[] policies) => Build(Make(policies));

    private static AccessIndex Tagged(ResourceName at, params Policy[] policies) =>
        Build(Make(policies) with { Classifications = [new(at, "PII", ClassificationBasis.Import)] });

    private static AccessIndex Build(EstateFacts facts) =>
        AccessIndex.Build(facts, TestContext.Current.CancellationToken);

    private static PrincipalOrdinal Ann(AccessIndex index) => index.FindAccount("ann")!.Value;

    private static AccessDecision Select(AccessIndex index, string login, string privilege = "select") =>
        index.Allows(index.FindAccount(login)!.Value, new("sales", "orders", "id"), privilege);

    // Forward, inverse and explained answers are asserted together.
    private static void Reads(AccessIndex index, string login, AccessLevel level)
    {
        var account = index.FindAccount(login)!.Value;
        Assert.Equal(level, Facts.Level(index, login, Table));
        Assert.Equal(level, Facts.Explain(index, login, Table).Level);
        Assert.Equal(
            level,
            index
                .WhatCanAccess(account, AccessLevel.None)
                .Single(access => index.Table(access.Table).Name == Facts.Name(Table))
                .Level
        );
    }
}

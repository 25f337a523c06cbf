using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using static GovernanceDashboard.Tests.Scenarios.OneTable;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>The peer's corner cases on who an item names, and when a policy counts at all (access semantics, sections 3, 11 to 14).</summary>
public sealed class RangerPrincipalCasesTests
{
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
        Reads(With(Facts.Policy(1, "SALES.Orders.*", allow: [Everyone()])), "ann", AccessLevel.Full);
        Reads(With(Facts.Policy(1, "sales.*.*", allow: [Facts.Item(users: ["Ann"])])), "ann", AccessLevel.None);
        Reads(
            With(Facts.Policy(1, "sales.*.*", allow: [Facts.Item("SELECT", users: ["ann"])])),
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

        Reads(With(Facts.Policy(1, "hr", allow: [Everyone()]) with { Resources = [.. both] }), "ann", AccessLevel.Full);
        Assert.Equal(
            AccessDecision.Denied,
            Select(
                With(
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
        Reads(With(Facts.Policy(1, "sales.*.*", allow: [Everyone()]) with { Type = type }), "ann", AccessLevel.None);

    [Fact]
    public void A_disabled_policy_says_nothing_and_is_named_as_what_would_help()
    {
        var index = With(Facts.Policy(1, "sales.*.*", allow: [Everyone()]) with { IsEnabled = false });

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
                With(Facts.Policy(1, "sales.*.*", allow: [Everyone()]) with { Schedules = [new(from, to, null)] }),
                "ann"
            )
        );

    [Fact]
    public void A_condition_leaves_the_lower_bound_without_the_allow_and_with_the_deny()
    {
        ImmutableArray<PolicyCondition> condition = [new("ip-range", ["10.*"])];
        var allow = With(Facts.Policy(1, "sales.*.*", allow: [Everyone() with { Conditions = condition }]));
        var deny = With(
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
        var all = With(Facts.Policy(1, "sales.*.*", allow: [Facts.Item("all", users: ["ann"])]));
        var marker = With(Facts.Policy(1, "sales.*.*", allow: [Facts.Item("_ALL", users: ["ann"])]));
        var read = With(Facts.Policy(1, "sales.*.*", allow: [Facts.Item("_READ", users: ["ann"])]));

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
        Reads(With(Facts.Policy(1, "sales.*.*", allow: [Facts.Item()])), "ann", AccessLevel.None);

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
}

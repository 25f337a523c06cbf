using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using static GovernanceDashboard.Tests.Scenarios.OneTable;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>The corner cases that the peer's own tests check, one idea each (access semantics, section 19).</summary>
public sealed class RangerCornerCasesTests
{
    [Fact]
    public void An_access_marked_not_allowed_is_inert_and_denies_nothing()
    {
        var inert = Facts.Item(groups: ["public"]) with { Accesses = [new("select", IsAllowed: false)] };

        Reads(With(Facts.Policy(1, "sales.*.*", allow: [inert])), "ann", AccessLevel.None);
        Reads(With(Facts.Policy(1, "sales.*.*", allow: [Everyone()], deny: [inert])), "ann", AccessLevel.Full);
    }

    [Fact]
    public void A_policy_on_the_database_does_not_cover_its_tables()
    {
        var index = With(Facts.Policy(1, "sales", allow: [Everyone()]));

        Reads(index, "ann", AccessLevel.None);
        Assert.Equal(AccessDecision.Allowed, index.Allows(Ann(index), new("sales"), "select"));
        Assert.Contains("on the database itself", Facts.Explain(index, "ann", Table).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_on_all_tables_gives_counting_but_no_column()
    {
        var index = With(Facts.Policy(1, "sales.*", allow: [Everyone()]));

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

        Reads(With(gap), "ann", AccessLevel.None);
    }

    [Fact]
    public void Excluded_columns_are_those_that_the_pattern_does_not_name()
    {
        var policy = Facts.Policy(1, "sales.orders.s*", allow: [Everyone()]);
        var levels = policy.Resources[0].Levels;
        var index = With(
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
            With(
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
        var index = With(
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
            With(
                Facts.Policy(1, "sales.*.*", denyAllElse: true),
                Facts.Policy(2, "sales.*.*", allow: [Facts.Item(users: ["bob"])], priority: 1)
            ),
            "bob",
            AccessLevel.Full
        );

    [Fact]
    public void An_allow_exception_of_one_type_leaves_the_table_visible_by_another()
    {
        var index = With(
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
        var index = With(
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

        Assert.Equal(AccessDecision.Denied, Select(With(carved), "ann"));
        var index = With(carved with { AllowItems = [Facts.Item("all", users: ["ann"])] });
        Assert.Equal(AccessDecision.Allowed, Select(index, "ann"));
        Assert.Equal(AccessDecision.Denied, index.Allows(Ann(index), new("sales", "orders", "id"), "update"));
    }

    [Fact]
    public void Exceptions_cancel_items_of_their_own_policy_only() =>
        Assert.Equal(
            AccessDecision.Denied,
            Select(
                With(
                    Facts.Policy(1, "sales.*.*", deny: [Facts.Item(users: ["ann"])]),
                    Facts.Policy(2, "sales.*.*", allow: [Everyone()], denyExceptions: [Facts.Item(users: ["ann"])])
                ),
                "ann"
            )
        );

    [Fact]
    public void One_policy_that_allows_and_denies_denies()
    {
        var index = With(Facts.Policy(1, "sales.*.*", allow: [Everyone()], deny: [Facts.Item(users: ["ann"])]));

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
    [InlineData("PII", "hive:select", ClassificationBasis.Rule)]
    public void Tags_mind_case_component_and_source(string tag, string access, ClassificationBasis basis)
    {
        var facts = Make(Facts.Policy(1, "tag:PII", allow: [Facts.Item(access, groups: ["public"])])) with
        {
            Classifications = [new(new("sales", "orders"), tag, basis)],
        };

        Reads(Build(facts), "ann", AccessLevel.None);
    }
}

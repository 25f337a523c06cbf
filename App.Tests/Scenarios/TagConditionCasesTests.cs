using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using static GovernanceDashboard.Tests.Scenarios.OneTable;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>Conditions that a snapshot decides: on tags, their attributes and their validity (semantics 10.3, 10.4 and 14).</summary>
public sealed class TagConditionCasesTests
{
    [Theory]
    [InlineData("TAG.level == 'high'", "high", AccessLevel.Full)]
    [InlineData("TAG.level == 'high'", "low", AccessLevel.None)]
    [InlineData("ctx.isAccessedBefore('expiry')", "2027/01/01", AccessLevel.Full)]
    [InlineData("ctx.isAccessedBefore('expiry')", "2026/01/01", AccessLevel.None)]
    public void A_tags_attribute_decides(string script, string value, AccessLevel expected)
    {
        var name = script.StartsWith("TAG", StringComparison.Ordinal) ? "level" : "expiry";
        var index = Tagged(script, new TagInstance([new(name, value)], []));

        Reads(index, "ann", expected);
        Assert.Empty(index.WhoCanAccess(Facts.Find(index, Table)).Conditional.Members());
    }

    [Fact]
    public void Each_instance_of_a_tag_is_decided_by_itself()
    {
        var index = Tagged(
            "TAG.level == 'high'",
            new TagInstance([new("level", "low")], []),
            new TagInstance([new("level", "high")], [])
        );

        Reads(index, "ann", AccessLevel.Full);
    }

    [Fact]
    public void A_tag_outside_its_validity_drives_nothing()
    {
        var index = Tagged("true", new TagInstance([], [new(null, "2026/01/01 00:00:00", null)]));

        Reads(index, "ann", AccessLevel.None);
    }

    [Theory]
    [InlineData("IS_IN_ROLE('r')", AccessDecision.Denied)]
    [InlineData("!IS_IN_ROLE('r') && TAG.level != 'high'", AccessDecision.Allowed)]
    [InlineData("USER._name == 'ann'", AccessDecision.Allowed)]
    [InlineData("USER.dept == 'lab'", AccessDecision.Conditional)] // no user store was imported
    public void What_hangs_on_the_user_is_decided_where_it_is_known(string script, AccessDecision expected)
    {
        Assert.Equal(expected, Select(Tagged(script, new TagInstance([], [])), "ann"));
    }

    [Theory]
    [InlineData("REQ.clientIPAddress == '10.0.0.1'")]
    [InlineData("IS_IN_GROUP('public') || REQ.clientType == 'x'")]
    public void What_hangs_on_the_session_stays_conditional(string script)
    {
        var index = Tagged(script, new TagInstance([], []));

        Reads(index, "ann", AccessLevel.None);
        Assert.Equal(AccessDecision.Conditional, Select(index, "ann"));
    }

    [Fact]
    public void An_item_that_cannot_apply_keeps_the_places_of_the_others()
    {
        var inert = Facts.Item("hive:select", groups: ["public"]) with { Conditions = [new("expression", ["false"])] };
        var index = Build(
            Estate(
                Facts.Policy(1, "tag:PII", allow: [inert, Facts.Item("hive:select", users: ["ann"])]),
                new TagInstance([], [])
            )
        );

        Assert.Equal(1, Assert.Single(Facts.Explain(index, "ann", Table).Deciding).ItemIndex);
        Reads(index, "bob", AccessLevel.None);
    }

    // What is off and what denies all else name nobody alike; the two tables tell them apart.
    [Fact]
    public void A_tag_policy_that_denies_all_else_is_in_force_or_off_by_the_tags()
    {
        var denying = Facts.Policy(1, "tag:PII", denyAllElse: true) with { Conditions = [new("no-tags", ["OLD"])] };
        var facts = Make(denying, Facts.Policy(2, "sales.*.*", [Facts.Item(groups: ["public"])]));
        var index = Build(
            facts with
            {
                Tables = [Facts.Table("sales.old", ["id"]), Facts.Table("sales.orders", ["id"])],
                Classifications =
                [
                    new(new("sales", "old"), "OLD", ClassificationBasis.Import),
                    new(new("sales", "old"), "PII", ClassificationBasis.Import),
                    new(new("sales", "orders"), "PII", ClassificationBasis.Import),
                ],
                Service = facts.Service! with
                {
                    TagConditions = [new("no-tags", "x.RangerNoneOfExpectedTagsPresentConditionEvaluator", [])],
                },
            }
        );
        var ann = index.FindAccount("ann")!.Value;

        Assert.Equal(AccessLevel.Full, index.WhoCanAccess(Facts.Find(index, "sales.old")).LevelOf(ann));
        Assert.Equal(AccessLevel.None, index.WhoCanAccess(Facts.Find(index, "sales.orders")).LevelOf(ann));
    }

    private static AccessIndex Tagged(string script, params TagInstance[] instances) =>
        Build(
            Estate(
                Facts.Policy(
                    1,
                    "tag:PII",
                    allow:
                    [
                        Facts.Item("hive:select", groups: ["public"]) with
                        {
                            Conditions = [new("expression", [script])],
                        },
                    ]
                ),
                instances
            )
        );

    private static EstateFacts Estate(Policy policy, params TagInstance[] instances) =>
        Make(policy) with
        {
            Classifications =
            [
                .. instances.Select(instance => new Classification(
                    new("sales", "orders"),
                    "PII",
                    ClassificationBasis.Import,
                    Instance: instance
                )),
            ],
        };
}

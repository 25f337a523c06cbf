using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Ranger.Requests;

/// <summary>The request-level engine over an estate's facts.</summary>
public sealed class EstateEngineTests
{
    private static readonly PrincipalId s_ann = PrincipalId.Login("ann");
    private static readonly ResourceName s_column = new("shop", "orders", "card");

    [Fact]
    public void A_group_of_a_group_reads_and_everybody_else_does_not()
    {
        var engine = Engine(Facts.Policy(1, "shop.orders.*", [Facts.Item(groups: ["staff"])]));

        var decision = engine.Decide(s_ann, s_column, "select");

        Assert.Equal((DecisionOutcome.Allowed, 1L, true), (decision.Outcome, decision.PolicyId, decision.IsAudited));
        Assert.Equal(
            (DecisionOutcome.Denied, false),
            Outcome(engine.Decide(PrincipalId.Login("bob"), s_column, "select"))
        );
        Assert.Equal((DecisionOutcome.Denied, false), Outcome(engine.Decide(s_ann, s_column, "drop")));
    }

    [Fact]
    public void Access_to_all_implies_every_access_and_a_denial_takes_its_own_back()
    {
        var engine = Engine(
            Facts.Policy(1, "shop.*.*", [Facts.Item("all", ["ann"])]),
            Facts.Policy(2, "shop.orders.card", deny: [Facts.Item("select", groups: ["public"])])
        );

        Assert.Equal((DecisionOutcome.Allowed, true), Outcome(engine.Decide(s_ann, s_column, "drop")));
        Assert.Equal((DecisionOutcome.Denied, true), Outcome(engine.Decide(s_ann, s_column, "select")));
    }

    [Fact]
    public void A_policy_on_columns_shows_the_database_but_does_not_open_it()
    {
        var engine = Engine(Facts.Policy(1, "shop.orders.id", [Facts.Item(users: ["ann"])]));

        Assert.Equal(DecisionOutcome.Denied, engine.Decide(s_ann, new("shop"), "select").Outcome);
        Assert.Equal(DecisionOutcome.Allowed, engine.Decide(s_ann, new("shop"), AccessRequest.AnyAccess).Outcome);
    }

    [Theory]
    [InlineData("""ctx.getClientIPAddress() == '10.0.0.1'""", DecisionOutcome.Conditional)]
    [InlineData("""IS_IN_GROUP('staff')""", DecisionOutcome.Allowed)]
    [InlineData("""!IS_IN_GROUP('staff')""", DecisionOutcome.Denied)]
    [InlineData("""for (;;) {}""", DecisionOutcome.Conditional)]
    public void What_the_estate_does_not_know_of_a_query_leaves_its_access_conditional(
        string expression,
        DecisionOutcome expected
    )
    {
        var item = Facts.Item(users: ["ann"]) with { Conditions = [new("expression", [expression])] };

        var decision = Engine(Facts.Policy(1, "shop.orders.*", [item])).Decide(s_ann, s_column, "select");

        Assert.Equal(expected, decision.Outcome);
        Assert.Equal(expected == DecisionOutcome.Conditional, decision.Undecided.Length > 0);
    }

    [Fact]
    public void Tags_of_the_source_decide_before_resources_do_and_other_classes_do_not()
    {
        var facts = Estate(
            Facts.Policy(1, "shop.*.*", [Facts.Item(users: ["ann"])]),
            Facts.Policy(2, "tag:PII", deny: [Facts.Item("hive:select", ["ann"])])
        );

        Assert.Equal(DecisionOutcome.Denied, Tagged(ClassificationBasis.Import).Outcome);
        Assert.Equal(DecisionOutcome.Allowed, Tagged(ClassificationBasis.Rule).Outcome);

        AccessDecision Tagged(ClassificationBasis basis) =>
            EstateEngine
                .Of(facts with { Classifications = [new(s_column, "PII", basis)] })
                .Decide(s_ann, s_column, "select");
    }

    [Fact]
    public void The_first_mask_that_fits_shows_the_column()
    {
        var mask = Facts.Policy(1, "shop.orders.card") with
        {
            Type = PolicyType.DataMask,
            MaskOrFilterItems =
            [
                Facts.Item(users: ["bob"]) with
                {
                    Mask = new("MASK_NONE"),
                },
                Facts.Item(groups: ["public"]) with
                {
                    Mask = new("MASK_HASH"),
                },
            ],
        };

        var shown = Engine(mask).MaskOf(s_ann, s_column, "select");

        Assert.Equal((1L, "MASK_HASH", false), (shown.PolicyId, shown.Mask?.Type, shown.IsConditional));
        Assert.Null(Engine(mask).MaskOf(s_ann, new("shop", "orders", "id"), "select").PolicyId);
    }

    [Fact]
    public void Without_imported_policies_nobody_may_anything()
    {
        var engine = EstateEngine.Of(Estate() with { Service = null });

        Assert.Equal((DecisionOutcome.Denied, false), Outcome(engine.Decide(s_ann, s_column, "select")));
    }

    private static (DecisionOutcome, bool) Outcome(AccessDecision decision) =>
        (decision.Outcome, decision.IsDetermined);

    private static EstateEngine Engine(params Policy[] policies) => EstateEngine.Of(Estate(policies));

    private static EstateFacts Estate(params Policy[] policies) =>
        Facts.Of(
            ["ann", "bob"],
            [("clerks", ["ann"]), ("staff", ["group:clerks"])],
            [("shop.orders", ["id", "card"])],
            policies
        );
}

using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access;

public sealed class ChangeSetTests
{
    private static readonly PrincipalId s_ann = PrincipalId.Login("ann");
    private static readonly PrincipalId s_eng = PrincipalId.Group("eng");

    [Fact]
    public void Edits_apply_in_order_and_leave_the_facts_as_they_were()
    {
        var facts = Estate();
        var outcome = new ChangeSet([
            new ItemPrincipalChange(ChangeOperation.Remove, 1, PolicyItemList.Allow, 0, PrincipalId.Everyone),
            new ItemPrincipalChange(ChangeOperation.Add, 1, PolicyItemList.Allow, 0, s_eng),
            new MembershipChange(ChangeOperation.Add, new(PrincipalId.Login("bob"), s_eng)),
        ]).ApplyTo(facts);

        Assert.Empty(outcome.Problems);
        Assert.Equal(["eng"], outcome.Facts!.Policies[0].AllowItems[0].Groups);
        Assert.Equal(["ann", "bob"], outcome.Facts.Memberships.Select(edge => edge.Member.Name));
        Assert.Equal(["public"], facts.Policies[0].AllowItems[0].Groups);
    }

    [Fact]
    public void Edits_of_items_and_of_whole_policies_see_each_other()
    {
        var facts = Estate();
        facts = facts with
        {
            Policies =
            [
                .. facts.Policies,
                Facts.Policy(2, "sales.orders.*", deny: [Facts.Item(users: ["bob"])]),
                Facts.Policy(3, "sales.orders.id", [Facts.Item(users: ["bob"])]),
            ],
        };
        var set = new ChangeSet([
            new ItemPrincipalChange(ChangeOperation.Add, 1, PolicyItemList.Allow, 1, s_ann),
            new ItemPrincipalChange(ChangeOperation.Add, 3, PolicyItemList.Allow, 0, s_eng),
            new PolicyEnabledChange(ChangeOperation.Remove, 2),
            new ItemPrincipalChange(ChangeOperation.Add, 2, PolicyItemList.Deny, 0, s_ann),
            new ItemPrincipalChange(ChangeOperation.Remove, 3, PolicyItemList.Allow, 0, PrincipalId.Login("bob")),
            new ItemPrincipalChange(ChangeOperation.Add, 1, PolicyItemList.Allow, 1, s_eng),
            new ItemChange(ChangeOperation.Add, 3, PolicyItemList.Deny, null, Facts.Item(users: ["ann"])),
            new ItemChange(ChangeOperation.Remove, 3, PolicyItemList.Allow, 0, null),
        ]);

        var outcome = set.ApplyTo(facts);

        Assert.Empty(outcome.Problems);
        Assert.Equal(
            ["1 on: public | ann eng / ", "2 off:  / bob ann", "3 on:  / ann"],
            outcome.Facts!.Policies.Select(Text)
        );
        Assert.Equal(["1 on: public |  / ", "2 on:  / bob", "3 on: bob / "], facts.Policies.Select(Text));
        Assert.Equal(
            facts.Policies.Select(Text),
            set.ApplyTo(facts).Inverse!.ApplyTo(outcome.Facts).Facts!.Policies.Select(Text)
        );

        static string Text(Policy policy) =>
            $"{policy.Id} {(policy.IsEnabled ? "on" : "off")}: {Named(policy.AllowItems)} / {Named(policy.DenyItems)}";

        static string Named(IEnumerable<PolicyItem> items) =>
            string.Join(" | ", items.Select(item => string.Join(' ', [.. item.Users, .. item.Groups])));
    }

    [Fact]
    public void A_privilege_chooses_the_items_that_grant_it()
    {
        var outcome = new ChangeSet([
            new ItemPrincipalChange(ChangeOperation.Add, 1, PolicyItemList.Allow, null, s_ann, "select"),
        ]).ApplyTo(Estate());

        Assert.Equal(
            [
                ["ann"],
                [],
            ],
            outcome.Facts!.Policies[0].AllowItems.Select(item => item.Users.ToArray())
        );
    }

    [Fact]
    public void What_does_not_fit_is_a_problem_with_its_place()
    {
        Change[] changes =
        [
            new ItemPrincipalChange(ChangeOperation.Remove, 9, PolicyItemList.Allow, 0, s_ann),
            new ItemPrincipalChange(ChangeOperation.Remove, 1, PolicyItemList.Allow, 7, s_ann),
            new ItemPrincipalChange(ChangeOperation.Remove, 1, PolicyItemList.Allow, 0, s_ann),
            new ItemPrincipalChange(ChangeOperation.Add, 1, PolicyItemList.Allow, 0, PrincipalId.Everyone),
            new ItemPrincipalChange(ChangeOperation.Add, 1, PolicyItemList.Deny, null, s_ann),
            new ItemPrincipalChange(ChangeOperation.Add, 1, PolicyItemList.Allow, 0, PrincipalId.Group("nobody")),
            new MembershipChange(ChangeOperation.Add, new(s_ann, s_eng)),
            new MembershipChange(ChangeOperation.Remove, new(s_eng, s_ann)),
            new MembershipChange(ChangeOperation.Add, new(s_eng, s_eng)),
            new MembershipChange(ChangeOperation.Add, new(PrincipalId.Role("r"), s_eng)),
            new MembershipChange(ChangeOperation.Add, new(PrincipalId.Login("nobody"), s_eng)),
        ];
        var outcome = new ChangeSet([.. changes]).ApplyTo(Estate());

        Assert.Null(outcome.Facts);
        Assert.Equal(Enumerable.Range(0, changes.Length), outcome.Problems.Select(problem => problem.Index));
        Assert.All(outcome.Problems, problem => Assert.EndsWith(".", problem.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Indexes_over_other_accounts_do_not_compare()
    {
        var facts = Estate();
        var before = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        var fewer = AccessIndex.Build(
            facts with
            {
                Principals = facts.Principals.RemoveAt(0),
            },
            TestContext.Current.CancellationToken
        );

        Assert.Throws<ArgumentException>(() =>
            AccessDiff.Between(before, fewer, TestContext.Current.CancellationToken)
        );
    }

    private static EstateFacts Estate() =>
        Facts.Of(
            ["ann", "bob"],
            [("eng", ["ann"])],
            [("sales.orders", ["id"])],
            [Facts.Policy(1, "sales.*.*", allow: [Facts.Item(groups: ["public"]), Facts.Item("update")])]
        );
}

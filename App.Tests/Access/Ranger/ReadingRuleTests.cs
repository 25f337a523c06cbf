using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Changes;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>A table's readers without the sets: the same answers, and equal rules where the same policies decide alike.</summary>
public sealed class ReadingRuleTests
{
    private static readonly PolicyItem s_maybe = Facts.Item(users: ["bob"]) with
    {
        Conditions = [new("ip-range", ["1.*"])],
    };

    private static readonly Policy[] s_policies =
    [
        Facts.Policy(1, "sales.a.*", [Facts.Item(groups: ["eng"]), s_maybe]),
        Facts.Policy(2, "sales.a.ssn", deny: [Facts.Item(users: ["ann", "cat"])]),
        Facts.Policy(3, "sales.{USER}.id", [Facts.Item(groups: ["public"])]),
        Facts.Policy(4, "sales.b.*", [Facts.Item(users: ["{OWNER}", "bob"])]),
        Facts.Policy(5, "sales.c.*", [Facts.Item(users: ["{OWNER}", "bob"])]),
        Facts.Policy(6, "sales.d.*", [Facts.Item(users: ["cat"])], priority: 1),
        Facts.Policy(7, "sales.d.*", [Facts.Item(groups: ["public"])], deny: [Facts.Item(users: ["cat", "bob"])]),
        Facts.Policy(8, "sales.e.*", [Facts.Item(groups: ["public"])]) with
        {
            Conditions = [new("ip-range", ["1.*"])],
        },
        Facts.Policy(9, "sales.g.*", [s_maybe]),
        Facts.Policy(10, "sales.g.id", deny: [Facts.Item(users: ["bob"])]),
        Facts.Policy(11, "sales.h.*", [s_maybe]),
        Facts.Policy(12, "sales.h.ssn", deny: [Facts.Item(users: ["bob"])]),
    ];

    [Fact]
    public void A_rule_answers_as_the_sets_do()
    {
        var facts = Estate();
        var people = SharedPeople.Of(facts, TestContext.Current.CancellationToken);
        var index = AccessIndex.Build(facts, people, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "a: ann Allowed, bob Conditional, cat Allowed, dan Denied, ops Allowed",
                "ann: ann Allowed, bob Denied, cat Denied, dan Denied, ops Allowed",
                "b: ann Denied, bob Allowed, cat Denied, dan Allowed, ops Allowed",
                "c: ann Allowed, bob Allowed, cat Denied, dan Denied, ops Allowed",
                "d: ann Allowed, bob Denied, cat Allowed, dan Allowed, ops Allowed",
                "e: ann Conditional, bob Conditional, cat Conditional, dan Conditional, ops Allowed",
                "f: ann Denied, bob Denied, cat Denied, dan Denied, ops Allowed",
                "g: ann Denied, bob Conditional, cat Denied, dan Denied, ops Allowed",
                "h: ann Denied, bob Conditional, cat Denied, dan Denied, ops Allowed",
            ],
            Enumerable.Range(0, index.Facts.Tables.Length).Select(table => Line(index, people.Closure, new(table)))
        );
    }

    [Fact]
    public void Equal_rules_are_those_of_the_same_policies_filters_owners_and_super_users()
    {
        var facts = Estate();
        var index = Build(facts);
        var again = Build(facts);

        // Conditions are decided anew for each index.
        foreach (var table in facts.Tables.Where(table => table.Name.Table is not ("a" or "e" or "g" or "h")))
        {
            var name = table.Name.ToString();
            var rule = Rule(index, name);
            Assert.True(rule.Equals(Rule(again, name)));
            Assert.True(rule.Equals((object)Rule(again, name)));
            Assert.Equal(rule.GetHashCode(), Rule(again, name).GetHashCode());
            Assert.False(rule.Equals(null));
            Assert.False(rule.Equals("rule"));
            Assert.All(
                facts.Tables.Where(other => other != table),
                other => Assert.False(rule.Equals(Rule(again, other.Name.ToString())))
            );
        }

        var elsewhere = Build(facts with { Service = facts.Service! with { SuperUsers = ["bob"] } });
        Assert.False(Rule(index, "sales.b").Equals(Rule(elsewhere, "sales.b")));
        var owned = Build(
            facts with
            {
                Tables =
                [
                    .. facts.Tables.Select(table => table.Creator is null ? table : table with { Creator = "cat" }),
                ],
            }
        );
        Assert.False(Rule(index, "sales.b").Equals(Rule(owned, "sales.b")));
        Assert.True(Rule(index, "sales.d").Equals(Rule(owned, "sales.d")));

        // The same policy, once in force and once perhaps.
        var dated = s_policies[7] with
        {
            Conditions = [],
            Schedules = [new(null, null, "Nowhere/None", []), new("2026/06/01 00:00:00", null, null, [])],
        };
        var now = facts with { Policies = facts.Policies.SetItem(7, dated) };
        Assert.True(Rule(Build(now), "sales.e").Equals(Rule(Build(now), "sales.e")));
        Assert.False(Rule(Build(now), "sales.e").Equals(Rule(Build(now with { At = now.At.AddDays(-1) }), "sales.e")));
    }

    [Fact]
    public void Rules_that_differ_are_told_apart_by_their_hash()
    {
        var index = Build(Estate());
        var rules = index.Facts.Tables.Select(table => Rule(index, table.Name.ToString())).ToArray();

        Assert.Equal(rules.Distinct().Count(), rules.Select(rule => rule.GetHashCode()).Distinct().Count());
        Assert.True(rules.Distinct().Count() > 4);
    }

    private static EstateFacts Estate()
    {
        var facts = Facts.Of(
            ["ann", "bob", "cat", "dan", "ops"],
            [("eng", ["group:in"]), ("in", ["ann", "cat"])],
            [
                .. new[] { "a", "ann", "b", "c", "d", "e", "f", "g", "h" }.Select(table =>
                    ($"sales.{table}", new[] { "id", "ssn" })
                ),
            ],
            s_policies
        );
        return facts with
        {
            Service = facts.Service! with { SuperUsers = ["ops"] },
            Tables =
            [
                .. facts.Tables.Select(table =>
                    table with
                    {
                        Creator = table.Name.Table switch
                        {
                            "b" => "dan",
                            "c" => "ann",
                            _ => null,
                        },
                    }
                ),
            ],
        };
    }

    private static AccessIndex Build(EstateFacts facts) =>
        AccessIndex.Build(facts, TestContext.Current.CancellationToken);

    private static ReadingRule Rule(AccessIndex index, string table) => index.RuleOf(Facts.Find(index, table))!;

    private static string Line(AccessIndex index, MembershipClosure closure, TableOrdinal table)
    {
        var rule = index.RuleOf(table)!;
        var readers = index.WhoCanAccess(table);
        var answers = Enumerable
            .Range(0, index.Accounts.Length)
            .Select(account => (Name: index.Accounts[account].Id.Name, Account: new PrincipalOrdinal(account)))
            .OrderBy(account => account.Name, StringComparer.Ordinal)
            .Select(account =>
            {
                var decision = rule.Of(account.Account.Value, closure.ContainersOf(account.Account.Value).Bits);
                var reads = readers.LevelOf(account.Account) >= AccessLevel.Partial;
                Assert.Equal(reads, decision == AccessDecision.Allowed);
                Assert.Equal(
                    !reads && readers.Conditional.Contains(account.Account),
                    decision == AccessDecision.Conditional
                );
                return $"{account.Name} {decision}";
            });
        return $"{index.Table(table).Name.Table}: {string.Join(", ", answers)}";
    }
}

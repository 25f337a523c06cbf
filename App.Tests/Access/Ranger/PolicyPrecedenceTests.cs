using GovernanceDashboard.Access.Changes;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>Which policies are in force, in the order in which they are asked.</summary>
public sealed class PolicyPrecedenceTests
{
    private static readonly PolicyItem s_everyone = Facts.Item(groups: ["public"]);
    private static readonly ValiditySchedule s_over = new(null, "2025/01/01 00:00:00", null, []);
    private static readonly ValiditySchedule s_unclear = new(null, null, "Nowhere/None", []);

    [Fact]
    public void By_priority_then_what_denies_then_by_name_and_number() =>
        Assert.Equal(
            "8 p1 b, 9 p1 a, 3 denies, 5 z denies all else, 7 A, 2 a, 6 a, 4 ab, 1 b",
            Order(
                Named(1, "b"),
                Named(2, "a"),
                Named(3, "denies", deny: true),
                Named(4, "ab"),
                Named(6, "a"),
                Named(5, "z denies all else") with
                {
                    IsDenyAllElse = true,
                },
                Named(7, "A"),
                Named(8, "p1 b", deny: true) with
                {
                    Priority = 1,
                },
                Named(9, "p1 a") with
                {
                    Priority = 1,
                }
            )
        );

    [Theory]
    [InlineData("1", "", "a", "b", "")]
    [InlineData("same12345678a", "same12345678b", "same1234567", "same123456789", "same12345678")]
    [InlineData("p-ä", "p-a", "p-Ā", "p-€", "p-z")]
    [InlineData("p-€uro2", "p-€uro1", "p-€ur", "p-€uro", "p-€")]
    [InlineData("x", "x", "x", "x", "x")]
    [InlineData("e", "d", "c", "b", "a")]
    public void Names_are_ordered_character_by_character_and_equal_ones_by_number(
        string one,
        string two,
        string three,
        string four,
        string five
    )
    {
        string[] names = [one, two, three, four, five];
        var policies = names.Select((name, at) => Named(names.Length - at, name)).ToArray();

        Assert.Equal(
            string.Join(
                ", ",
                policies
                    .OrderBy(policy => policy.Name, StringComparer.Ordinal)
                    .ThenBy(policy => policy.Id)
                    .Select(policy => $"{policy.Id} {policy.Name}")
            ),
            Order(policies)
        );
    }

    [Fact]
    public void Equal_names_and_numbers_stay_as_they_come()
    {
        var first = Named(1, "b") with { Guid = "first" };
        var second = Named(1, "b") with { Guid = "second" };

        var ordered = Ordered(first, second, Named(2, "a"));

        Assert.Equal(["a", "first", "second"], ordered.Select(found => found.Policy.Guid ?? found.Policy.Name));
    }

    [Fact]
    public void Those_that_are_off_over_or_of_another_kind_are_left_out_and_doubts_are_noted()
    {
        var ordered = Ordered(
            Named(1, "off") with
            {
                IsEnabled = false,
            },
            Named(2, "over") with
            {
                Schedules = [s_over],
            },
            Named(3, "mask") with
            {
                Type = PolicyType.DataMask,
            },
            Named(4, "sure"),
            Named(5, "unclear") with
            {
                Schedules = [s_unclear],
            },
            Named(6, "open") with
            {
                Conditions = [new("ip-range", ["1.*"])],
            }
        );

        Assert.Equal(
            ["open False True", "sure False False", "unclear True True"],
            ordered.Select(found => $"{found.Policy.Name} {found.IsInDoubt} {found.IsUncertain}")
        );
    }

    private static Policy Named(long id, string name, bool deny = false) =>
        Facts.Policy(id, "sales.*.*", [s_everyone], deny ? [s_everyone] : []) with
        {
            Name = name,
        };

    private static string Order(params Policy[] policies) =>
        string.Join(", ", Ordered(policies).Select(found => $"{found.Policy.Id} {found.Policy.Name}"));

    private static PolicyInForce[] Ordered(params Policy[] policies)
    {
        var facts = OneTable.Make(policies);
        var people = SharedPeople.Of(facts, TestContext.Current.CancellationToken);
        return new DecidedPolicies(facts, people.Accounts, people.Closure).Ordered;
    }
}

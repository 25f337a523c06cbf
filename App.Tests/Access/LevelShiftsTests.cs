using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access;

/// <summary>How levels move between two instants: each person once, from where to where, and how sure that is.</summary>
public sealed class LevelShiftsTests
{
    private static readonly string[] s_people = ["ann", "bob", "cy", "dee", "eve", "fay", "gus", "hal"];

    [Fact]
    public void Each_person_moves_once_from_one_level_to_another()
    {
        var before = Estate("ann bob", "cy", "dee", "eve");
        var after = Estate("cy fay", "ann", "eve", "dee gus");

        var diff = Between(before, after);

        Assert.Equal(
            [
                "None > MetadataOnly: gus",
                "None > Full: fay",
                "MetadataOnly > TableOnly: eve",
                "TableOnly > MetadataOnly: dee",
                "Partial > Full: cy",
                "Full > None: bob",
                "Full > Partial: ann",
            ],
            diff.Shifts.Select(shift => $"{shift.From} > {shift.To}: {Names(after, shift.People)}")
        );
        Assert.Equal("fay / fay / fay / fay", Gained(after, diff));
        Assert.Equal("bob / bob / bob / bob", Lost(after, diff));
        var back = Between(after, before);
        Assert.Equal("bob / bob / bob / bob", Gained(before, back));
        Assert.Equal("fay / fay / fay / fay", Lost(before, back));
        Assert.Equal(7, back.Shifts.Length);
    }

    [Fact]
    public void What_hangs_on_a_condition_is_possibly_gained_and_lost()
    {
        var (without, with) = (Estate("ann", "", "", ""), Estate("ann bob", "", "", "", "hal"));

        var there = Between(without, with);
        Assert.Equal("bob / bob / bob / bob hal", Gained(with, there));
        Assert.Equal(" /  /  / ", Lost(with, there));

        var back = Between(with, without);
        Assert.Equal(" /  /  / ", Gained(without, back));
        Assert.Equal("bob / bob / bob / bob hal", Lost(without, back));

        // Who may read already does not surely come to read.
        var sure = Between(with, Estate("ann bob hal", "", "", ""));
        Assert.Equal("hal / hal /  / hal", Gained(with, sure));
    }

    [Fact]
    public void A_service_that_comes_or_goes_moves_nobody()
    {
        var facts = Facts.Of(
            ["ann", "bob"],
            [],
            [("d.t", ["id"])],
            [Facts.Policy(1, "d.t.*", [Facts.Item(users: ["bob"])])]
        );
        var without = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        var with = AccessIndex.Build(
            facts with
            {
                Principals = [.. facts.Principals, new(PrincipalId.Login("etl"), PrincipalKind.ServiceAccount)],
                Policies = [],
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(2, new CommonPeople(with, without).Count);
        Assert.Equal("bob / bob / bob / bob", Gained(without, Between(with, without)));
        Assert.Equal("bob / bob / bob / bob", Lost(with, Between(without, with)));
    }

    [Fact]
    public void A_mask_that_may_give_way_to_the_next_item_is_conditional_and_sure()
    {
        PolicyCondition open = new("ip-range", ["10.*"]);
        var masked = Facts.Item(users: ["ann"]) with { Mask = new("MASK_HASH") };
        var index = Build(
            Facts.Policy(1, "d.t.*", [Facts.Item(users: ["ann"])]),
            Facts.Policy(2, "d.t.id") with
            {
                Type = PolicyType.DataMask,
                MaskOrFilterItems =
                [
                    masked with
                    {
                        Mask = new("MASK_NULL"),
                        Conditions = [open],
                    },
                    masked,
                    masked with
                    {
                        Mask = new("MASK"),
                    },
                ],
            }
        );

        var seen = index.Restrictions(index.FindAccount("ann")!.Value, new(0), [0, 1]);

        var mask = Assert.Single(seen.Masks);
        Assert.Equal((0, "MASK_NULL", true, true), (mask.Column, mask.Type, mask.IsConditional, mask.IsSure));
        Assert.True(seen.IsConditional);
    }

    [Fact]
    public void A_cut_through_a_grant_says_that_it_is_one()
    {
        var index = HiveEstate.Sql(HiveEstate.Grant("ann"));

        var found = index.Explain(
            index.FindAccount("ann")!.Value,
            Facts.Find(index, HiveEstate.Orders),
            null,
            ExplanationScope.Default
        );

        var point = Assert.IsType<ItemPrincipalPoint>(found.Cuts!.Listed.SelectMany(cut => cut.Points).First());
        Assert.Equal((PrincipalId.Login("ann"), true), (point.Principal, point.IsGrant));
    }

    private static AccessIndex Estate(string full, string partial, string table, string metadata, string maybe = "") =>
        Build(
            Facts.Policy(1, "d.t.*", [Facts.Item(users: Words(full))]),
            Facts.Policy(2, "d.t.id", [Facts.Item(users: Words(partial))]),
            Facts.Policy(3, "d.t", [Facts.Item(users: Words(table))]),
            Facts.Policy(4, "d.t.*", [Facts.Item("update", Words(metadata))]),
            Facts.Policy(
                5,
                "d.t.*",
                [Facts.Item(users: Words(maybe)) with { Conditions = [new("ip-range", ["10.*"])] }]
            )
        );

    private static AccessIndex Build(params Policy[] policies) =>
        AccessIndex.Build(
            Facts.Of(s_people, [], [("d.t", ["id", "ssn"])], policies),
            TestContext.Current.CancellationToken
        );

    private static LevelDiff Between(AccessIndex before, AccessIndex after) =>
        AccessDrift
            .Between(new(before, after), (_, diff) => diff, (_, _) => { }, TestContext.Current.CancellationToken)
            .Single();

    private static string Gained(AccessIndex index, LevelDiff diff) =>
        Names(index, diff.Gained, diff.FullyGained, diff.SurelyGained, diff.PossiblyGained);

    private static string Lost(AccessIndex index, LevelDiff diff) =>
        Names(index, diff.Lost, diff.FullyLost, diff.SurelyLost, diff.PossiblyLost);

    private static string Names(AccessIndex index, params PrincipalSet[] sets) =>
        string.Join(
            " / ",
            sets.Select(set =>
                string.Join(
                    ' ',
                    set.Members().Select(one => index.Accounts[one.Value].Id.Name).Order(StringComparer.Ordinal)
                )
            )
        );

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

using System.Numerics;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Paths;

/// <summary>Totals that no list could hold, in graphs whose number of paths is known.</summary>
public sealed class PathTotalsTests
{
    [Fact]
    public void Diamonds_multiply_and_the_list_stays_short()
    {
        // ann -> d0 -> (a1 or b1) -> d1 -> (a2 or b2) -> d2 ... : two ways through each of 70 diamonds.
        const int Diamonds = 70;
        var edges = new List<Membership> { In("ann", "group:d0") };
        for (var diamond = 1; diamond <= Diamonds; diamond++)
        {
            foreach (var side in new[] { "a", "b" })
            {
                edges.Add(In($"group:d{diamond - 1}", $"group:{side}{diamond}"));
                edges.Add(In($"group:{side}{diamond}", $"group:d{diamond}"));
            }
        }

        var paths = Explain(edges, $"d{Diamonds}", new(Paths: 3)).Paths!;

        Assert.Equal((BigInteger.Pow(2, Diamonds), true), (paths.Total, paths.IsExact));
        Assert.Equal(3, paths.Listed.Length);
        Assert.True(paths.IsCut);
        Assert.Equal(["a70", "b70", "a70"], paths.Listed.Select(path => path.Legs[0].Chain[^2].Name));
    }

    [Fact]
    public void A_knot_of_groups_in_each_other_is_counted_to_the_end()
    {
        // All of ten groups lie in each other: a chain from one to another meets any of the other eight in any order.
        const int Groups = 10;
        var edges = new List<Membership> { In("ann", "group:k0") };
        for (var from = 0; from < Groups; from++)
        {
            for (var to = 0; to < Groups; to++)
            {
                if (from != to)
                {
                    edges.Add(In($"group:k{from}", $"group:k{to}"));
                }
            }
        }

        var paths = Explain(edges, "k9", new(Paths: 5)).Paths!;

        // The sum over k of 8! / (8 - k)!.
        Assert.Equal((new BigInteger(109_601), true), (paths.Total, paths.IsExact));
        Assert.Equal([3, 4, 4, 4, 4], paths.Listed.Select(path => path.Legs[0].Chain.Length));
    }

    [Fact]
    public void A_knot_too_wide_to_count_says_that_its_total_is_a_lower_bound()
    {
        const int Groups = 30;
        var edges = new List<Membership> { In("ann", "group:k0") };
        for (var from = 0; from < Groups; from++)
        {
            for (var to = 0; to < Groups; to++)
            {
                if (from != to)
                {
                    edges.Add(In($"group:k{from}", $"group:k{to}"));
                }
            }
        }

        var paths = Explain(edges, "k9", new(Paths: 5)).Paths!;
        var beyond = Explain(
            [.. edges, In("group:k9", "group:end"), In("ann", "group:end")],
            "end",
            new(Paths: 1)
        ).Paths!;

        Assert.False(paths.IsExact);
        Assert.True(paths.Total > 1_000);
        Assert.Equal(5, paths.Listed.Length);
        Assert.False(beyond.IsExact);
    }

    [Fact]
    public void Many_ways_in_of_their_own_need_as_many_removals_and_the_bounds_say_so()
    {
        // Twelve groups, each opened by a policy of its own.
        const int Ways = 12;
        var facts = Facts.Of(
            ["ann"],
            [.. Enumerable.Range(0, Ways).Select(way => ($"w{way}", new[] { "ann" }))],
            [("sales.orders", ["id"])],
            [
                .. Enumerable
                    .Range(0, Ways)
                    .Select(way => Facts.Policy(way + 1, "sales.orders.*", [Facts.Item(groups: [$"w{way}"])])),
            ]
        );

        var cuts = Explain(facts, new()).Cuts!;

        // Three points on each of twelve paths: 3^12 smallest cuts, more than are tried.
        Assert.Equal((Ways, Ways, false), (cuts.Size, cuts.SizeAtLeast, cuts.IsExact));
        Assert.InRange(cuts.Total, 20, 531_440);
        Assert.All(cuts.Listed, cut => Assert.Equal(Ways, cut.Points.Length));
    }

    [Fact]
    public void To_leave_a_group_that_a_deny_spares_ends_access_as_well()
    {
        var facts = Facts.Of(
            ["ann"],
            [("spared", ["ann"])],
            [("sales.orders", ["id"])],
            [
                Facts.Policy(
                    1,
                    "sales.orders.*",
                    [Facts.Item(groups: ["public"])],
                    deny: [Facts.Item(groups: ["public"])],
                    denyExceptions: [Facts.Item(groups: ["spared"])]
                ),
            ]
        );

        var cuts = Explain(facts, new()).Cuts!;

        Assert.Equal(1, cuts.Size);
        Assert.Contains(cuts.Listed, cut => cut.Points is [MembershipPoint { Membership.Container.Name: "spared" }]);
    }

    [Fact]
    public void To_leave_a_group_that_is_both_allowed_and_denied_is_no_cut()
    {
        // ann reads by "both" alone, through an override; leaving it lifts the deny too, and then "other" opens.
        var facts = Facts.Of(
            ["ann"],
            [("both", ["ann"]), ("other", ["ann"])],
            [("sales.orders", ["id"])],
            [
                Facts.Policy(1, "sales.orders.*", [Facts.Item(groups: ["both"])], priority: 1),
                Facts.Policy(2, "sales.orders.*", deny: [Facts.Item(groups: ["both"])]),
                Facts.Policy(3, "sales.orders.*", [Facts.Item(groups: ["other"])]),
            ]
        );

        var cuts = Explain(facts, new()).Cuts!;

        Assert.Equal(1, cuts.Size);
        Assert.All(cuts.Listed, cut => Assert.IsNotType<MembershipPoint>(Assert.Single(cut.Points)));
    }

    [Fact]
    public void A_search_that_is_given_up_still_names_a_cut_that_holds_and_no_point_of_it_too_many()
    {
        // Four ways in five times over, each on a column of its own. A way needs three memberships, and any two of the four share one: two
        // removals end all four, but no two of the ways are apart, so that the search begins at half of what it takes.
        const int Copies = 5;
        (string Column, string Allowed, string Needed, string Spared)[] ways =
        [
            .. Enumerable
                .Range(0, Copies)
                .SelectMany(copy =>
                    new[] { "111", "122", "212", "221" }.Select(way =>
                        ($"c{copy}_{way}", $"a{copy}_{way[0]}", $"b{copy}_{way[1]}", $"s{copy}_{way[2]}")
                    )
                ),
        ];
        var facts = Facts.Of(
            ["ann"],
            [
                .. ways.SelectMany(way => new[] { way.Allowed, way.Needed, way.Spared })
                    .Distinct()
                    .Select(group => (group, new[] { "ann" })),
            ],
            [("sales.orders", [.. ways.Select(way => way.Column)])],
            [
                .. ways.SelectMany(
                    (way, at) =>
                        new[]
                        {
                            Facts.Policy(
                                (3 * at) + 1,
                                $"sales.orders.{way.Column}",
                                [Facts.Item(groups: [way.Allowed])],
                                denyAllElse: true
                            ),
                            Facts.Policy(
                                (3 * at) + 2,
                                $"sales.orders.{way.Column}",
                                [Facts.Item(groups: [way.Needed])],
                                denyAllElse: true
                            ),
                            Facts.Policy(
                                (3 * at) + 3,
                                $"sales.orders.{way.Column}",
                                deny: [Facts.Item(groups: ["public"])],
                                denyExceptions: [Facts.Item(groups: [way.Spared])]
                            ),
                        }
                ),
            ]
        );

        var cuts = Explain(facts, new()).Cuts!;

        Assert.Equal((2 * Copies, 1, false), (cuts.Size, cuts.Total, cuts.IsExact));
        Assert.InRange(cuts.SizeAtLeast, Copies, (2 * Copies) - 1);
        var cut = Assert.Single(cuts.Listed);
        Assert.Equal(2 * Copies, cut.Points.OfType<MembershipPoint>().Distinct().Count());
        Assert.NotNull(Explain(Without(cut.Points.Skip(1)), new()).Cuts);
        Assert.Null(Explain(Without(cut.Points), new()).Cuts);

        EstateFacts Without(IEnumerable<CutPoint> points) =>
            facts with
            {
                Memberships = facts.Memberships.RemoveRange(
                    points.OfType<MembershipPoint>().Select(point => point.Membership)
                ),
            };
    }

    [Fact]
    public void Lists_are_as_long_as_was_asked_for_and_totals_do_not_hang_on_it()
    {
        var facts = Facts.Of(
            ["ann"],
            [("a", ["ann"]), ("b", ["ann"])],
            [("sales.orders", ["id"])],
            [
                Facts.Policy(1, "sales.orders.*", [Facts.Item(users: ["ann"], groups: ["a", "b"])]),
                Facts.Policy(
                    2,
                    "sales.*.*",
                    [Facts.Item(groups: ["a", "b"]) with { Conditions = [new("ip-range", ["1.*"])] }]
                ),
            ]
        );

        foreach (var (limit, listed) in new[] { (0, 0), (1, 1), (3, 3), (4, 4), (5, 5), (6, 5) })
        {
            var paths = Explain(facts, new(Paths: limit, Cuts: limit)).Paths!;
            Assert.Equal(
                (new BigInteger(3), new BigInteger(2), true),
                (paths.Total, paths.ConditionalTotal, paths.IsExact)
            );
            Assert.Equal((listed, listed < 5), (paths.Listed.Length, paths.IsCut));
            Assert.Equal(Math.Max(0, listed - 3), paths.Listed.Count(path => path.IsConditional));
        }

        Assert.Equal(
            [(0, 1), (1, 1)],
            new[] { 0, 2 }.Select(limit =>
                Explain(facts, new(Cuts: limit)).Cuts is { } cuts ? (cuts.Listed.Length, cuts.Total) : (-1, -1)
            )
        );
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Chains_of_several_legs_are_combined_up_to_a_bound(int sides, bool isExact)
    {
        // ann is in each of the sides, and all of them lie in each of three ends that must allow together.
        var edges = Enumerable.Range(0, sides).Select(side => ($"g{side}", new[] { "ann" }));
        var inner = Enumerable.Range(0, sides).Select(side => $"group:g{side}").ToArray();
        var facts = Facts.Of(
            ["ann"],
            [.. edges, ("x", inner), ("y", inner), ("z", inner)],
            [("sales.orders", ["id"])],
            [
                .. new[] { "x", "y", "z" }.Select(
                    (end, at) => Facts.Policy(at + 1, "sales.orders.*", [Facts.Item(groups: [end])], denyAllElse: true)
                ),
            ]
        );

        var paths = Explain(facts, new(Paths: 1000)).Paths!;

        Assert.Equal(isExact, paths.IsExact);
        if (isExact)
        {
            Assert.Equal(paths.Total, paths.Listed.Length);
            Assert.Equal(sides * sides * sides, paths.Listed.Length);
        }

        Assert.All(paths.Listed, path => Assert.Equal(3, path.Legs.Length));
    }

    private static AccessExplanation Explain(List<Membership> edges, string opened, ExplanationScope scope)
    {
        var facts = Facts.Of(
            ["ann"],
            [],
            [("sales.orders", ["id"])],
            [Facts.Policy(1, "sales.orders.*", [Facts.Item(groups: [opened])])]
        );
        return Explain(facts with { Memberships = [.. edges.Order(Comparer<Membership>.Create(Compare))] }, scope);
    }

    private static AccessExplanation Explain(EstateFacts facts, ExplanationScope scope)
    {
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        return index.Explain(index.FindAccount("ann")!.Value, new(0), null, scope);
    }

    private static int Compare(Membership left, Membership right) =>
        (left.Member, left.Container).CompareTo((right.Member, right.Container));

    private static Membership In(string member, string container) => new(Facts.Id(member), Facts.Id(container));
}

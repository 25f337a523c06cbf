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

        Assert.False(paths.IsExact);
        Assert.True(paths.Total > 1_000);
        Assert.Equal(5, paths.Listed.Length);
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

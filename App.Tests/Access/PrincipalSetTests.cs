using GovernanceDashboard.Access;

namespace GovernanceDashboard.Tests.Access;

/// <summary>The laws of sets, on random sets of every density and around the word and size boundaries.</summary>
public sealed class PrincipalSetTests
{
    private static readonly int[] s_universes = [0, 1, 63, 64, 65, 128, 1000, 4096];

    [Fact]
    public void Operations_agree_with_sets_of_numbers() =>
        ForEachPair(
            (left, right, a, b) =>
            {
                Same(left.Union(right), a.Union(b));
                Same(left.Intersect(right), a.Intersect(b));
                Same(left.Except(right), a.Except(b));
                Assert.Equal(a.Intersect(b).Count(), left.CountIn(right));
                Assert.Equal(a.SetEquals(b), left.Equals(right));
            }
        );

    [Fact]
    public void Union_and_intersection_are_idempotent_and_commute() =>
        ForEachPair(
            (left, right, _, _) =>
            {
                Assert.Equal(left, left.Union(left));
                Assert.Equal(left, left.Intersect(left));
                Assert.Equal(left.Union(right), right.Union(left));
                Assert.Equal(left.Intersect(right), right.Intersect(left));
                Assert.Equal(left.Union(right).GetHashCode(), right.Union(left).GetHashCode());
            }
        );

    [Fact]
    public void De_Morgan_holds_within_the_universe() =>
        ForEachPair(
            (left, right, _, _) =>
            {
                var all = PrincipalSet.Range(left.Universe, 0, left.Universe);
                Assert.Equal(all.Except(left.Union(right)), all.Except(left).Intersect(all.Except(right)));
                Assert.Equal(all.Except(left.Intersect(right)), all.Except(left).Union(all.Except(right)));
                Assert.Equal(left.Except(right), left.Intersect(all.Except(right)));
            }
        );

    [Fact]
    public void Count_is_the_length_of_the_enumeration_which_ascends() =>
        ForEachPair(
            (left, _, a, _) =>
            {
                Assert.Equal(left.Count, left.Members().Count());
                Assert.Equal(a.Order(), left.Members().Select(member => member.Value));
                Assert.Equal(left.Count == 0, left.IsEmpty);
            }
        );

    [Fact]
    public void Membership_ends_at_the_universe()
    {
        var all = PrincipalSet.Range(100, 0, 100);

        Assert.True(all.Contains(new PrincipalOrdinal(99)));
        Assert.False(all.Contains(new PrincipalOrdinal(100)));
        Assert.False(all.Contains(new PrincipalOrdinal(-1)));
        Assert.False(PrincipalSet.Empty(100).Contains(new PrincipalOrdinal(0)));
    }

    [Fact]
    public void A_range_holds_its_start_and_not_its_end()
    {
        foreach (var (from, to) in new[] { (0, 0), (0, 1), (5, 70), (64, 128), (63, 129), (10, 10), (0, 200) })
        {
            Assert.Equal(
                Enumerable.Range(from, to - from),
                PrincipalSet.Range(200, from, to).Members().Select(member => member.Value)
            );
        }
    }

    [Fact]
    public void Sets_of_different_universes_never_mix()
    {
        var small = PrincipalSet.Range(10, 0, 10);
        var large = PrincipalSet.Range(11, 0, 10);

        Assert.NotEqual(small, large);
        Assert.Throws<ArgumentException>(() => small.Union(large));
        Assert.Throws<ArgumentException>(() => small.Intersect(large));
        Assert.Throws<ArgumentException>(() => small.Except(large));
        Assert.Throws<ArgumentException>(() => small.CountIn(large));
    }

    [Fact]
    public void Members_outside_the_universe_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PrincipalSet.Of(10, [new PrincipalOrdinal(10)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrincipalSet.Of(10, [new PrincipalOrdinal(-1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrincipalSet.Range(10, 0, 11));
    }

    private static void Same(PrincipalSet actual, IEnumerable<int> expected) =>
        Assert.Equal(expected.Order(), actual.Members().Select(member => member.Value));

    private static void ForEachPair(Action<PrincipalSet, PrincipalSet, HashSet<int>, HashSet<int>> check)
    {
        var random = new Random(7);
        foreach (var universe in s_universes)
        {
            for (var round = 0; round < 60; round++)
            {
                var a = Numbers(random, universe);
                var b = round % 10 == 0 ? a : Numbers(random, universe);
                check(Set(universe, a), Set(universe, b), a, b);
            }
        }
    }

    private static HashSet<int> Numbers(Random random, int universe)
    {
        var percent = random.Next(4) switch
        {
            0 => 0.3,
            1 => 2,
            2 => 50,
            _ => 100,
        };
        return [.. Enumerable.Range(0, universe).Where(_ => random.NextDouble() * 100 < percent)];
    }

    private static PrincipalSet Set(int universe, IEnumerable<int> numbers) =>
        PrincipalSet.Of(universe, numbers.Select(number => new PrincipalOrdinal(number)));
}

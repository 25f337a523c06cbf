using System.Numerics;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Reference;

namespace GovernanceDashboard.Tests.Access.Paths;

/// <summary>Paths and cuts against brute force over all subsets of the facts of small random estates. A failure names the seed.</summary>
public sealed class PathsAgreeTests
{
    private const int Usually = 500;
    private const int MostFacts = 8;
    private const int MostPoints = 13;
    private const int LargestCut = 3;

    [Fact]
    public void Every_minimal_sufficient_set_of_facts_is_a_path_and_no_other_is()
    {
        var seen = new Dictionary<string, int>();
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var facts = new PairEstate(seed).Create();
            var pair = new PairFacts(facts);

            // Where tags deny too they stay: the oracle then cannot tell two paths apart that differ in their tag alone.
            var tagsAreRemovable = !facts.Policies.Any(policy =>
                policy.IsTagPolicy && (!policy.DenyItems.IsEmpty || policy.IsDenyAllElse)
            );
            string[] removable =
            [
                .. pair.Memberships()
                    .Concat(pair.Principals(PolicyItemList.Allow))
                    .Concat(pair.Supers())
                    .Concat(tagsAreRemovable ? pair.Tags() : []),
            ];
            if (removable.Length > MostFacts)
            {
                continue;
            }

            var explanation = Explain(facts);
            var frozen = new PairFacts(pair.Frozen());
            var expected = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
            foreach (var column in Asked(facts, explanation))
            {
                var decisions = new AccessDecision?[1 << removable.Length];
                var sure = Minimal(Keeping, removable, decision => decision == AccessDecision.Allowed);
                var possible = Minimal(Keeping, removable, decision => decision != AccessDecision.Denied);
                Note(expected, "sure", sure, column);
                Note(expected, "conditional", possible.Except(sure), column);

                AccessDecision Keeping(int kept) =>
                    decisions[kept] ??= frozen.Decide(
                        removable.Where((_, position) => (kept & (1 << position)) == 0).ToHashSet(),
                        column
                    );
            }

            var actual = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
            foreach (var path in explanation.Paths!.Listed)
            {
                var key = $"{(path.IsConditional ? "conditional" : "sure")}: {FactsOf(path, removable)}";
                var isNew = actual.TryAdd(key, [.. path.Columns]);
                Assert.True(isNew || !tagsAreRemovable, $"seed {seed}: {key} is listed twice");
                actual[key].UnionWith(path.Columns);
                Count(seen, path.Legs.Length > 1 ? "joined" : "single");
                Count(seen, path.IsConditional ? "conditional" : "sure");
                Count(seen, $"via {path.Legs[0].Via}");
                Count(seen, path.Legs[0].Chain.Length > 3 ? "long chain" : "short chain");
                Count(seen, path.Legs[0].Tag is null ? "resource" : "tag");
            }

            Assert.True(
                Text(expected) == Text(actual),
                $"seed {seed}: expected\n{Text(expected)}\ngot\n{Text(actual)}"
            );
            Assert.True(explanation.Paths.IsExact, $"seed {seed}: not exact");
            Assert.Equal(
                (
                    explanation.Paths.Listed.Count(path => !path.IsConditional),
                    explanation.Paths.Listed.Count(path => path.IsConditional)
                ),
                ((int)explanation.Paths.Total, (int)explanation.Paths.ConditionalTotal)
            );
            Count(seen, "estates");
        }

        if (!RandomEstates.IsUsual)
        {
            return;
        }

        Assert.True(seen["estates"] >= 350, $"only {seen["estates"]} estates were small enough");
        foreach (
            var kind in new[]
            {
                "joined",
                "conditional",
                "long chain",
                "tag",
                "via Owner",
                "via SuperUser",
                "via Everyone",
            }
        )
        {
            Assert.True(seen.GetValueOrDefault(kind) >= 5, $"{kind}: {seen.GetValueOrDefault(kind)}");
        }
    }

    [Fact]
    public void The_cuts_are_all_smallest_sets_of_points_without_which_nothing_is_read()
    {
        var seen = new Dictionary<string, int>();
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var facts = new PairEstate(seed).Create();
            var pair = new PairFacts(facts);
            string[] points =
            [
                .. pair.Memberships()
                    .Concat(pair.Principals(PolicyItemList.Allow))
                    .Concat(pair.Principals(PolicyItemList.DenyException))
                    .Concat(pair.Policies())
                    .Concat(pair.Tags())
                    .Concat(pair.Supers()),
            ];
            var explanation = Explain(facts);
            if (explanation.Level < AccessLevel.Partial)
            {
                Assert.Null(explanation.Cuts);
                continue;
            }

            if (points.Length > MostPoints || explanation.Cuts!.Size > LargestCut)
            {
                continue;
            }

            var columns = Asked(facts, explanation).ToArray();
            var size = 1;
            while (!Choose(points, size).Any(Ends))
            {
                size++;
            }

            var expected = Choose(points, size).Where(Ends).Select(Text).Order(StringComparer.Ordinal);
            var actual = explanation
                .Cuts.Listed.Select(cut => Text(cut.Points.Select(PointText)))
                .Order(StringComparer.Ordinal);
            Assert.True(
                expected.SequenceEqual(actual),
                $"seed {seed}: expected\n{string.Join('\n', expected)}\ngot\n{string.Join('\n', actual)}"
            );
            Assert.Equal(
                (size, size, true),
                (explanation.Cuts.Size, explanation.Cuts.SizeAtLeast, explanation.Cuts.IsExact)
            );
            Count(seen, $"size {size}");
            Count(seen, "estates");

            bool Ends(string[] removed) =>
                Array.TrueForAll(columns, column => pair.Decide(removed.ToHashSet(), column) != AccessDecision.Allowed);
        }

        if (!RandomEstates.IsUsual)
        {
            return;
        }

        Assert.True(seen["estates"] >= 180, $"{seen["estates"]} estates");
        Assert.True(
            seen["size 1"] >= 20 && seen["size 2"] >= 20 && seen["size 3"] >= 4,
            Text(seen.Select(pair => pair.ToString()))
        );
    }

    private static AccessExplanation Explain(EstateFacts facts)
    {
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        return index.Explain(index.FindAccount(PairEstate.Login)!.Value, new(0), null, new(1000, 1000));
    }

    // The columns; the table request where there are none, or none can be read.
    private static IEnumerable<int?> Asked(EstateFacts facts, AccessExplanation explanation)
    {
        var columns = Enumerable.Range(0, facts.Tables[0].Columns.Length).Select(position => (int?)position);
        return explanation.Columns.IsEmpty ? columns.Append(null) : columns;
    }

    private static HashSet<string> Minimal(
        Func<int, AccessDecision> keeping,
        string[] removable,
        Func<AccessDecision, bool> suffices
    )
    {
        var minimal = new List<int>();
        foreach (
            var kept in Enumerable.Range(0, 1 << removable.Length).OrderBy(kept => BitOperations.PopCount((uint)kept))
        )
        {
            if (!minimal.Exists(smaller => (smaller & kept) == smaller) && suffices(keeping(kept)))
            {
                minimal.Add(kept);
            }
        }

        return [.. minimal.Select(kept => Text(removable.Where((_, position) => (kept & (1 << position)) != 0)))];
    }

    private static string FactsOf(AccessPath path, string[] removable) =>
        Text(path.Legs.SelectMany(FactsOf).Distinct().Where(fact => removable.Contains(fact)));

    private static IEnumerable<string> FactsOf(AccessOpinion leg)
    {
        for (var link = 1; link < leg.Chain.Length; link++)
        {
            yield return PairFacts.Of(new(leg.Chain[link - 1], leg.Chain[link]));
        }

        yield return leg switch
        {
            { Via: AccessVia.SuperUser } => PairFacts.OfSuper(leg.Chain[^1]),
            { Via: AccessVia.AnyUser } => Item(PrincipalId.Login("{USER}")),
            { Via: AccessVia.Owner } => Item(PrincipalId.Login("{OWNER}")),
            _ => Item(leg.Chain[^1]),
        };
        if (leg.Tag is not null)
        {
            yield return leg.ResourceText;
        }

        string Item(PrincipalId principal) =>
            PairFacts.Of(leg.PolicyId!.Value, leg.List!.Value, leg.ItemIndex!.Value, principal);
    }

    private static string PointText(CutPoint point) =>
        point switch
        {
            MembershipPoint membership => PairFacts.Of(membership.Membership),
            ItemPrincipalPoint item => PairFacts.Of(item.PolicyId, item.List, item.ItemIndex, item.Principal),
            PolicyPoint policy => PairFacts.OfPolicy(policy.PolicyId),
            TagPoint tag => PairFacts.OfTag(tag.Tag, tag.On),
            SuperPrincipalPoint super => PairFacts.OfSuper(super.Principal),
            _ => throw new ArgumentException(point.ToString()),
        };

    private static void Note(
        SortedDictionary<string, SortedSet<int>> paths,
        string kind,
        IEnumerable<string> sets,
        int? column
    )
    {
        foreach (var set in sets)
        {
            var key = $"{kind}: {set}";
            paths.TryAdd(key, []);
            if (column is { } position)
            {
                paths[key].Add(position);
            }
        }
    }

    private static IEnumerable<string[]> Choose(string[] from, int count) =>
        count == 0
            ?
            [
                [],
            ]
            : Enumerable
                .Range(0, from.Length)
                .SelectMany(first =>
                    Choose(from[(first + 1)..], count - 1).Select(rest => rest.Prepend(from[first]).ToArray())
                );

    private static void Count(Dictionary<string, int> seen, string what) =>
        seen[what] = seen.GetValueOrDefault(what) + 1;

    private static string Text(IEnumerable<string> facts) => string.Join("; ", facts.Order(StringComparer.Ordinal));

    private static string Text(SortedDictionary<string, SortedSet<int>> paths) =>
        string.Join('\n', paths.Select(path => $"{path.Key} for {string.Join(',', path.Value)}"));
}

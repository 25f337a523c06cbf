using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Who sees that a resource is there, for all accounts: the walk of <see cref="SightOrder"/> for all of them at once. Types that stand
/// side by side and that every item of the list treats alike are walked as one. <see cref="FlatSight"/> has a shorter way for most lists.
/// </summary>
internal sealed class ListSight(
    AccountDirectory accounts,
    ImmutableArray<CompiledPolicy> policies,
    ImmutableArray<PrincipalSet> filters,
    AccessTypes types,
    PrincipalSet superUsers
)
{
    /// <param name="isCertain">Nothing in the list hangs on what cannot be known.</param>
    internal Bounds Of(PolicyList list, bool isCertain)
    {
        var worst = Walk(list, isWorst: true);
        if (isCertain)
        {
            return new(worst, worst);
        }

        // What is heard early can keep the walk from hearing worse, so that neither walk bounds the other.
        var best = Walk(list, isWorst: false);
        return Bounds.Of(worst.Intersect(best), worst.Union(best));
    }

    private static void AddItems(CompiledPolicy policy, Span<ulong> seen)
    {
        foreach (var item in policy.Allow)
        {
            if (item.Accesses.Types != 0)
            {
                item.OrInto(seen);
            }
        }
    }

    private PrincipalSet Walk(PolicyList list, bool isWorst)
    {
        var ordered = SightOrder.Of(list, policies);
        var runs = Runs(list);
        var walked = Walked(ordered);
        var seen = superUsers.ToRow();
        foreach (var listed in ordered.AsSpan()[walked..])
        {
            AddAllowed(listed, runs, isWorst, seen);
        }

        if (walked > 0)
        {
            var rows = Walk(ordered.AsSpan()[..walked], runs, isWorst);
            BitRow.AndNot(seen, rows.Hidden);
            superUsers.OrInto(seen);
            BitRow.Or(seen, rows.Seen);
        }

        return PrincipalSet.FromRow(accounts.Accounts.Length, seen);
    }

    private SightRows Walk(ReadOnlySpan<ListedPolicy> ordered, (string Type, ulong Bit)[] runs, bool isWorst)
    {
        var priorities = new SortedSet<int>();
        foreach (var listed in ordered)
        {
            priorities.Add(policies[listed.Policy].Priority);
        }

        var rows = new SightRows(accounts.Words, runs.Length, [.. priorities.Reverse()]);
        foreach (var listed in ordered)
        {
            var policy = policies[listed.Policy];
            var concerned = filters[listed.Filter];
            var ending =
                !isWorst ? policy.SpeaksTo
                : policy.IsUncertain ? accounts.None
                : policy.SurelySpeaksTo;
            rows.Enter(
                policy,
                policy.SpeaksTo is { } spokenTo ? concerned.Intersect(spokenTo) : concerned,
                ending ?? accounts.All
            );
            for (var run = 0; run < runs.Length; run++)
            {
                if (policy.SpeaksOn(runs[run].Bit))
                {
                    var opinion = policy.On(runs[run].Type, -1);
                    var allow = isWorst ? opinion.SureAllow : opinion.PossibleAllow;
                    var deny = isWorst ? opinion.PossibleDeny : opinion.SureDeny;
                    rows.Hear(run, allow, listed.IsBelow ? accounts.None : deny);
                }
            }

            rows.Leave();
        }

        return rows;
    }

    // How many policies have to be asked one after the other. Where all have one priority and none is a tag's, those that hold denies
    // come first: from there on whoever is not hidden sees the resource as soon as any policy allows anything.
    private int Walked(ImmutableArray<ListedPolicy> ordered)
    {
        var holding = 0;
        foreach (var listed in ordered)
        {
            var policy = policies[listed.Policy];
            if (policy.Source.IsTagPolicy || policy.Priority != policies[ordered[0].Policy].Priority)
            {
                return ordered.Length;
            }

            holding += policy.HoldsDenies ? 1 : 0;
        }

        // Policies made for what a request's tags come to hold other items than the one whose place in the order they take.
        var isFirst = ordered.AsSpan()[..holding].ToArray().All(listed => policies[listed.Policy].HoldsDenies);
        return isFirst ? holding : ordered.Length;
    }

    private void AddAllowed(ListedPolicy listed, (string Type, ulong Bit)[] runs, bool isWorst, Span<ulong> seen)
    {
        var policy = policies[listed.Policy];
        if (policy.IsStraight && listed.Filter == 0)
        {
            AddItems(policy, seen);
            return;
        }

        foreach (var (type, bit) in runs)
        {
            if (policy.SpeaksOn(bit))
            {
                var opinion = policy.On(type, -1);
                var allow = isWorst ? opinion.SureAllow : opinion.PossibleAllow;
                (listed.Filter == 0 ? allow : allow.Intersect(filters[listed.Filter])).OrInto(seen);
            }
        }
    }

    // The first type of each run of types that the same items of the list cover.
    private (string Type, ulong Bit)[] Runs(PolicyList list)
    {
        var items = list
            .Policies.SelectMany(listed => policies[listed.Policy].Items)
            .Select(item => item.Accesses.Types)
            .Distinct()
            .ToArray();
        return
        [
            .. types
                .All.Select((name, type) => (name, type))
                .Where(found =>
                    found.type == 0
                    || Array.Exists(items, covered => (covered >> found.type & 1) != (covered >> (found.type - 1) & 1))
                )
                .Select(found => (found.name, 1UL << found.type)),
        ];
    }
}

using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Who sees that a resource is there, for all accounts: the walk of <see cref="SightOrder"/> for all of them at once. Types that stand
/// side by side and that every item of the list treats alike are walked as one.
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
        if (IsPlain(list))
        {
            var seen = superUsers.ToRow();
            AddAllowed(list, seen);
            var all = PrincipalSet.FromRow(accounts.Accounts.Length, seen);
            return new(all, all);
        }

        var worst = Walk(list, isWorst: true);
        if (isCertain)
        {
            return new(worst, worst);
        }

        // What is heard early can keep the walk from hearing worse, so that neither walk bounds the other.
        var best = Walk(list, isWorst: false);
        return Bounds.Of(worst.Intersect(best), worst.Union(best));
    }

    private bool IsPlain(PolicyList list) =>
        list.Policies.All(listed =>
            listed.Filter == 0 && policies[listed.Policy] is { IsStraight: true, NeverDenies: true }
        );

    private void AddAllowed(PolicyList list, ulong[] seen)
    {
        foreach (var listed in list.Policies)
        {
            foreach (var item in policies[listed.Policy].Allow)
            {
                if (item.Accesses.Types != 0)
                {
                    item.OrInto(seen);
                }
            }
        }
    }

    private PrincipalSet Walk(PolicyList list, bool isWorst)
    {
        var ordered = SightOrder.Of(list, policies);
        var walked = Runs(list);
        var rows = new SightRows(
            accounts.Words,
            walked.Length,
            [.. ordered.Select(listed => policies[listed.Policy].Priority).Distinct().OrderDescending()]
        );
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
            foreach (var run in Enumerable.Range(0, walked.Length))
            {
                var opinion = policy.On(walked[run], -1);
                var allow = isWorst ? opinion.SureAllow : opinion.PossibleAllow;
                var deny = isWorst ? opinion.PossibleDeny : opinion.SureDeny;
                rows.Hear(run, allow, listed.IsBelow ? accounts.None : deny);
            }

            rows.Leave();
        }

        var seen = superUsers.ToRow();
        BitRow.Or(seen, rows.Seen);
        return PrincipalSet.FromRow(accounts.Accounts.Length, seen);
    }

    // The first type of each run of types that the same items of the list cover.
    private string[] Runs(PolicyList list)
    {
        var items = list
            .Policies.SelectMany(listed => policies[listed.Policy].Items)
            .Select(item => item.Accesses.Types)
            .Distinct()
            .ToArray();
        return
        [
            .. types.All.Where(
                (_, type) =>
                    type == 0 || Array.Exists(items, covered => (covered >> type & 1) != (covered >> (type - 1) & 1))
            ),
        ];
    }
}

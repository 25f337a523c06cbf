using System.Collections.Immutable;
using System.Numerics;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Who sees that a resource is there, for all accounts (semantics, section 9), policy after policy as the peer walks them: an allow of
/// any type that no higher priority denies is seen; a deny through a match below the resource does not count; who is denied every type
/// stops there. Types that every item of the list treats alike are walked as one.
/// </summary>
internal sealed class ListSight(
    AccountDirectory accounts,
    ImmutableArray<CompiledPolicy> policies,
    ImmutableArray<PrincipalSet> filters,
    AccessTypes types,
    PrincipalSet superUsers
)
{
    internal PrincipalSet Of(PolicyList list, bool sure)
    {
        var seen = superUsers.ToRow();
        if (IsPlain(list))
        {
            AddAllowed(list, seen);
        }
        else
        {
            Walk(list, sure, seen);
        }

        return PrincipalSet.FromRow(accounts.Accounts.Length, seen);
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

    private void Walk(PolicyList list, bool sure, ulong[] seen)
    {
        var walked = Alike(list);
        var stopped = new ulong[accounts.Words];
        var denied = Array.ConvertAll(walked, _ => new ulong[accounts.Words]);
        var deniedAbove = Array.ConvertAll(walked, _ => new ulong[accounts.Words]);
        var scratch = new ulong[accounts.Words];
        int? priority = null;
        foreach (var listed in list.Policies)
        {
            var policy = policies[listed.Policy];
            if (priority != policy.Priority)
            {
                priority = policy.Priority;
                for (var type = 0; type < walked.Length; type++)
                {
                    denied[type].CopyTo(deniedAbove[type], 0);
                }
            }

            var isDenying = false;
            for (var type = 0; type < walked.Length; type++)
            {
                var opinion = policy.On(walked[type], -1);
                Array.Clear(scratch);
                Add(sure ? opinion.SureAllow : opinion.PossibleAllow, listed, scratch);
                BitRow.AndNot(scratch, deniedAbove[type]);
                BitRow.AndNot(scratch, stopped);
                BitRow.Or(seen, scratch);
                var deny = sure ? opinion.PossibleDeny : opinion.SureDeny;
                if (!listed.IsBelow && !deny.IsEmpty)
                {
                    Add(deny, listed, denied[type]);
                    isDenying = true;
                }
            }

            if (isDenying)
            {
                Array.Fill(scratch, ulong.MaxValue);
                foreach (var row in denied)
                {
                    BitRow.And(scratch, row);
                }

                BitRow.Or(stopped, scratch);
            }
        }
    }

    // One type of each class of types that the same items of the list cover.
    private string[] Alike(PolicyList list)
    {
        var classes = new List<ulong>();
        if (!types.All.IsEmpty)
        {
            classes.Add(types.Mask);
        }

        foreach (var item in list.Policies.SelectMany(listed => policies[listed.Policy].Items))
        {
            classes =
            [
                .. classes
                    .SelectMany(types => new[] { types & item.Accesses.Types, types & ~item.Accesses.Types })
                    .Where(types => types != 0),
            ];
        }

        return [.. classes.Select(found => types.All[BitOperations.TrailingZeroCount(found)])];
    }

    private void Add(PrincipalSet set, ListedPolicy listed, Span<ulong> row) =>
        (listed.Filter == 0 ? set : set.Intersect(filters[listed.Filter])).OrInto(row);
}

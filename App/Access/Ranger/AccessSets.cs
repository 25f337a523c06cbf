using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Combines the opinions of a list of policies into sets of accounts (semantics, sections 8 and 9). Results are cached on the list
/// until the budget is used up; after that they are computed on demand.
/// </summary>
internal sealed class AccessSets(
    AccountDirectory accounts,
    ImmutableArray<CompiledPolicy> policies,
    ImmutableArray<PrincipalSet> filters,
    AccessTypes types,
    PrincipalSet superUsers,
    ListRows rows,
    FlatSight sight,
    CacheBudget budget
)
{
    internal const string Select = "select";

    internal bool Concerns(ListedPolicy listed, int account) =>
        listed.Filter == 0 || filters[listed.Filter].Contains(account);

    /// <summary>Of the accounts those whom the policy's resource matches.</summary>
    internal PrincipalSet Concerned(ListedPolicy listed, PrincipalSet accounts) =>
        listed.Filter == 0 ? accounts : accounts.Intersect(filters[listed.Filter]);

    internal AccessTypes Types => types;

    internal ListRows Rows => rows;

    internal PrincipalSet SuperUsers => superUsers;

    /// <summary>Accounts allowed to select.</summary>
    internal Bounds Access(PolicyList list)
    {
        if (list.Access is { } known)
        {
            return known;
        }

        if (list.Owner >= 0)
        {
            return With(Access(list.WithoutOwner), list.Owner, Decide(list, list.Owner));
        }

        var scratch = rows.Rent();
        var sure = Allowed(list, true, scratch);
        var bounds = rows.Sources.IsCertain(list) ? new(sure, sure) : Bounds.Of(sure, Allowed(list, false, scratch));
        rows.Return(scratch);
        if (Reserve(bounds))
        {
            list.Access = bounds;
        }

        return bounds;
    }

    /// <summary>Accounts that see that the resource is there.</summary>
    internal Bounds Visibility(PolicyList list)
    {
        if (list.Visibility is { } known)
        {
            return known;
        }

        if (list.Owner >= 0)
        {
            var (isSeen, maybeSeen) = See(list, list.Owner);
            return With(
                Visibility(list.WithoutOwner),
                list.Owner,
                isSeen ? AccessDecision.Allowed
                    : maybeSeen ? AccessDecision.Conditional
                    : AccessDecision.Denied
            );
        }

        var bounds = sight.Decides(list)
            ? Seeing(list)
            : new ListSight(accounts, policies, filters, types, superUsers).Of(list, rows.Sources.IsCertain(list));
        if (Reserve(bounds))
        {
            list.Visibility = bounds;
        }

        return bounds;
    }

    /// <summary>Writes over the row who sees the resource, where that is certain and quickly told.</summary>
    /// <returns>False where it is not; then the row holds nothing of meaning.</returns>
    internal bool TryWriteSight(PolicyList list, Span<ulong> row, RowScratch scratch)
    {
        if (!sight.Decides(list))
        {
            return false;
        }

        sight.WriteInto(list.WithoutOwner, row, scratch);
        if (list.Owner < 0)
        {
            return true;
        }

        var (isSeen, maybeSeen) = See(list, list.Owner);
        BitRow.Put(row, list.Owner, isSeen);
        return isSeen == maybeSeen;
    }

    /// <summary>Counts the sets against the cache's bound; false where they must not be kept.</summary>
    internal bool Reserve(Bounds bounds) =>
        budget.Reserve(bounds.Sure.Bytes + (bounds.IsCertain ? 0 : bounds.Possible.Bytes));

    /// <summary>One account's answer, without the sets.</summary>
    internal AccessDecision Decide(PolicyList list, int account)
    {
        if (superUsers.Contains(account))
        {
            return AccessDecision.Allowed;
        }

        var decision = new AccountDecision();
        foreach (var listed in list.Policies)
        {
            if (Concerns(listed, account))
            {
                var policy = policies[listed.Policy];
                decision.Add(policy.Priority, policy.On(Select, account, list.Owner));
            }
        }

        return decision.Result();
    }

    /// <summary>Who reads where any of the lists allows it, as a rule without sets.</summary>
    internal ReadingRule RuleOf(IEnumerable<PolicyList> lists) =>
        new(
            [
                .. lists.Select(list => new RuleList(
                    [
                        .. list.Policies.Select(listed =>
                            (policies[listed.Policy], listed.Filter == 0 ? null : filters[listed.Filter])
                        ),
                    ],
                    list.Owner
                )),
            ],
            superUsers
        );

    internal static Bounds With(Bounds bounds, int account, AccessDecision decision)
    {
        var sure = bounds.Sure.With(account, decision == AccessDecision.Allowed);
        return new(
            sure,
            bounds.IsCertain && decision != AccessDecision.Conditional
                ? sure
                : bounds.Possible.With(account, decision != AccessDecision.Denied)
        );
    }

    private (bool Sure, bool Possible) See(PolicyList list, int account)
    {
        if (superUsers.Contains(account))
        {
            return (true, true);
        }

        var sight = new AccountSight(types.All.Length);
        foreach (var listed in SightOrder.Of(list, policies))
        {
            if (Concerns(listed, account))
            {
                var policy = policies[listed.Policy];
                var applying = new AccountItems(account, list.Owner);
                sight.Add(policy, account, policy.OnEach(types.Mask, applying), listed.IsBelow);
            }
        }

        return sight.Seen;
    }

    private Bounds Seeing(PolicyList list)
    {
        var scratch = rows.Rent();
        sight.WriteInto(list, scratch.Result, scratch);
        var seeing = PrincipalSet.CopyOf(accounts.Accounts.Length, scratch.Result);
        rows.Return(scratch);
        return new(seeing, seeing);
    }

    private PrincipalSet Allowed(PolicyList list, bool isSure, RowScratch scratch)
    {
        rows.WriteInto(list, isSure, scratch.Result, scratch);
        return PrincipalSet.CopyOf(accounts.Accounts.Length, scratch.Result);
    }

    /// <summary>Those of the set for whom the listed policy's resource matches.</summary>
    internal PrincipalSet Narrow(PrincipalSet set, ListedPolicy listed) =>
        listed.Filter == 0 ? set : set.Intersect(filters[listed.Filter]);
}

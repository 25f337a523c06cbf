using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Combines the opinions of a list of policies into sets of accounts (semantics, sections 8 and 9). Results are cached on the list
/// until <see cref="CacheBytes"/> are used up; after that they are computed on demand.
/// </summary>
internal sealed class AccessSets(
    AccountDirectory accounts,
    ImmutableArray<CompiledPolicy> policies,
    ImmutableArray<PrincipalSet> filters,
    AccessTypes types,
    PrincipalSet superUsers
)
{
    internal const string Select = "select";

    /// <summary>Bound on the cached rows of one index.</summary>
    internal const long CacheBytes = 96L << 20;

    private long _cached;

    internal bool Concerns(ListedPolicy listed, int account) =>
        listed.Filter == 0 || filters[listed.Filter].Contains(account);

    internal ImmutableArray<string> Types => types.All;

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

        var bounds = Decide(list);
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

        var sure = See(list, sure: true);
        var possible = MayBeConditional(list) ? See(list, sure: false) : sure;
        var bounds = new Bounds(sure, possible);
        if (Reserve(bounds))
        {
            list.Visibility = bounds;
        }

        return bounds;
    }

    /// <summary>Counts the sets against the cache's bound; false where they must not be kept.</summary>
    internal bool Reserve(Bounds bounds)
    {
        var bytes = bounds.Sure.Bytes + (bounds.IsCertain ? 0 : bounds.Possible.Bytes);
        return Interlocked.Add(ref _cached, bytes) <= CacheBytes;
    }

    internal bool MayBeConditional(PolicyList list) =>
        list.Policies.Any(listed => policies[listed.Policy].MayBeConditional);

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
                decision.Add(policy.Source.Priority, policy.On(Select, account, list.Owner));
            }
        }

        return decision.Result();
    }

    private (bool Sure, bool Possible) See(PolicyList list, int account)
    {
        if (superUsers.Contains(account))
        {
            return (true, true);
        }

        var sight = new AccountSight(types.All.Length);
        foreach (var listed in list.Policies)
        {
            if (Concerns(listed, account))
            {
                var policy = policies[listed.Policy];
                sight.Add(
                    policy.Source.Priority,
                    TypeOpinions.Of(policy, types.All, account, list.Owner),
                    listed.IsBelow
                );
            }
        }

        return sight.Seen;
    }

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

    private Bounds Decide(PolicyList list)
    {
        var opinions = new (Opinions Opinions, ListedPolicy Listed)[list.Policies.Length];
        var isCertain = true;
        for (var i = 0; i < opinions.Length; i++)
        {
            var listed = list.Policies[i];
            opinions[i] = (policies[listed.Policy].On(Select, -1), listed);
            isCertain &= opinions[i].Opinions.IsCertain;
        }

        var sure = Decide(opinions, sure: true);
        return new(sure, isCertain ? sure : Decide(opinions, sure: false));
    }

    // The lower bound takes sure allows and possible denies, the upper one the reverse; then the highest priority with an opinion
    // wins, and inside it any deny beats any allow.
    private PrincipalSet Decide((Opinions Opinions, ListedPolicy Listed)[] opinions, bool sure)
    {
        var allowed = superUsers.ToRow();
        ulong[]? decided = null;
        var allow = new ulong[accounts.Words];
        ulong[]? deny = null;
        for (var i = 0; i < opinions.Length; )
        {
            var priority = policies[opinions[i].Listed.Policy].Source.Priority;
            Array.Clear(allow);
            deny?.AsSpan().Clear();
            for (; i < opinions.Length && policies[opinions[i].Listed.Policy].Source.Priority == priority; i++)
            {
                var (opinion, listed) = opinions[i];
                Add(sure ? opinion.SureAllow : opinion.PossibleAllow, listed, allow);
                var denied = sure ? opinion.PossibleDeny : opinion.SureDeny;
                if (!denied.IsEmpty)
                {
                    Add(denied, listed, deny ??= new ulong[accounts.Words]);
                }
            }

            if (deny is not null)
            {
                BitRow.AndNot(allow, deny);
            }

            if (decided is not null)
            {
                BitRow.AndNot(allow, decided);
            }

            BitRow.Or(allowed, allow);
            if (i < opinions.Length)
            {
                BitRow.Or(decided ??= new ulong[accounts.Words], allow);
                if (deny is not null)
                {
                    BitRow.Or(decided, deny);
                }
            }
        }

        return PrincipalSet.FromRow(accounts.Accounts.Length, allowed);
    }

    // Policy after policy, as the peer walks them: an allow of any type that no higher priority denies is seen; a deny through a match
    // below the resource does not count; who is denied every type stops there.
    private PrincipalSet See(PolicyList list, bool sure)
    {
        var seen = superUsers.ToRow();
        var stopped = new ulong[accounts.Words];
        var denied = types.All.ToDictionary(type => type, _ => new ulong[accounts.Words]);
        var deniedAbove = types.All.ToDictionary(type => type, _ => new ulong[accounts.Words]);
        var scratch = new ulong[accounts.Words];
        int? priority = null;
        foreach (var listed in list.Policies)
        {
            var policy = policies[listed.Policy];
            if (priority != policy.Source.Priority)
            {
                priority = policy.Source.Priority;
                foreach (var type in types.All)
                {
                    denied[type].CopyTo(deniedAbove[type], 0);
                }
            }

            var isDenying = false;
            foreach (var type in types.All)
            {
                var opinion = policy.On(type, -1);
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
                foreach (var row in denied.Values)
                {
                    BitRow.And(scratch, row);
                }

                BitRow.Or(stopped, scratch);
            }
        }

        return PrincipalSet.FromRow(accounts.Accounts.Length, seen);
    }

    /// <summary>Those of the set for whom the listed policy's resource matches.</summary>
    internal PrincipalSet Narrow(PrincipalSet set, ListedPolicy listed) =>
        listed.Filter == 0 ? set : set.Intersect(filters[listed.Filter]);

    private void Add(PrincipalSet set, ListedPolicy listed, Span<ulong> row) => Narrow(set, listed).OrInto(row);
}

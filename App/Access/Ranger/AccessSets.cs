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

    internal PrincipalSet Filter(ListedPolicy listed) => filters[listed.Filter];

    /// <summary>Accounts allowed to select.</summary>
    internal Bounds Access(PolicyList list)
    {
        if (list.Access is { } known)
        {
            return known;
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

        var sure = See(list, sure: true);
        var possible = IsCertain(list) ? sure : See(list, sure: false);
        var bounds = new Bounds(sure, possible);
        if (Reserve(bounds))
        {
            list.Visibility = bounds;
        }

        return bounds;
    }

    private Bounds Decide(PolicyList list)
    {
        var opinions = new (Opinions Opinions, ListedPolicy Listed)[list.Policies.Length];
        var isCertain = true;
        for (var i = 0; i < opinions.Length; i++)
        {
            var listed = list.Policies[i];
            opinions[i] = (policies[listed.Policy].On(Select, list.Owner), listed);
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
                var opinion = policy.On(type, list.Owner);
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

    private bool IsCertain(PolicyList list) =>
        list.Policies.All(listed => types.All.All(type => policies[listed.Policy].On(type, list.Owner).IsCertain));

    private void Add(PrincipalSet set, ListedPolicy listed, Span<ulong> row) =>
        (listed.Filter == 0 ? set : set.Intersect(filters[listed.Filter])).OrInto(row);

    private bool Reserve(Bounds bounds)
    {
        var bytes = bounds.Sure.Bytes + (bounds.IsCertain ? 0 : bounds.Possible.Bytes);
        return Interlocked.Add(ref _cached, bytes) <= CacheBytes;
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <summary>
/// One account's level on every signature, without building any set: each policy is asked once, and each list decided once. For one
/// thread.
/// </summary>
internal sealed class AccountReach(
    int account,
    ImmutableArray<CompiledPolicy> policies,
    ImmutableArray<PolicyList> lists,
    AccessSets sets,
    PolicyListLookup lookup,
    bool isSuperUser
)
{
    private const Opinion NotAsked = (Opinion)byte.MaxValue;

    private readonly bool[] _concerning = lookup.Concerning(account);
    private readonly Opinion[] _opinions = Fresh(policies.Length, NotAsked);
    private readonly TypeOpinions?[] _typeOpinions = new TypeOpinions?[policies.Length];
    private readonly byte[] _decisions = new byte[lists.Length]; // one more than the decision; 0 = not asked
    private readonly (bool Sure, bool Possible)?[] _sights = new (bool, bool)?[lists.Length];

    internal (AccessLevel Level, bool IsConditional) LevelOn(TableLists signature, bool withMetadata)
    {
        var onTable = Decide(signature.Table);
        var (sureAll, possibleAll) = (true, true);
        var (sureAny, possibleAny) = (false, false);
        foreach (var list in signature.Columns.IsEmpty ? [signature.Table] : signature.Columns)
        {
            var decision = Decide(list);
            sureAll &= decision == AccessDecision.Allowed;
            sureAny |= decision == AccessDecision.Allowed;
            possibleAll &= decision != AccessDecision.Denied;
            possibleAny |= decision != AccessDecision.Denied;
        }

        var sure = LevelOf(sureAll, sureAny, onTable == AccessDecision.Allowed);
        var possible = LevelOf(possibleAll, possibleAny, onTable != AccessDecision.Denied);
        if (sure != AccessLevel.None || !withMetadata)
        {
            return (sure, possible > sure);
        }

        var (isSeen, maybeSeen) = (false, false);
        foreach (var list in signature.Visibility)
        {
            var (sureSight, possibleSight) = See(list);
            isSeen |= sureSight;
            maybeSeen |= possibleSight;
        }

        return (
            isSeen ? AccessLevel.MetadataOnly : AccessLevel.None,
            possible > AccessLevel.None || (maybeSeen && !isSeen)
        );
    }

    private static AccessLevel LevelOf(bool all, bool any, bool table) =>
        all ? AccessLevel.Full
        : any ? AccessLevel.Partial
        : table ? AccessLevel.TableOnly
        : AccessLevel.None;

    private AccessDecision Decide(int list)
    {
        if (isSuperUser)
        {
            return AccessDecision.Allowed;
        }

        if (Asked(list) is not { } asked)
        {
            return AccessDecision.Denied;
        }

        ref var known = ref _decisions[asked];
        if (known == 0)
        {
            known = (byte)(Combine(lists[asked]) + 1);
        }

        return (AccessDecision)(known - 1);
    }

    // The list to decide by: the one with the owner only for the owner; null where no policy of it concerns the account.
    private int? Asked(int list)
    {
        if (lookup.Owner[list] == account)
        {
            return list;
        }

        var ownerless = lookup.Ownerless[list];
        return _concerning[ownerless] ? ownerless : null;
    }

    private AccessDecision Combine(PolicyList list)
    {
        var decision = new AccountDecision();
        foreach (var listed in list.Policies)
        {
            if (sets.Concerns(listed, account))
            {
                decision.Add(policies[listed.Policy].Priority, Ask(listed.Policy, list.Owner));
            }
        }

        return decision.Result();
    }

    private Opinion Ask(int policy, int owner)
    {
        if (owner == account)
        {
            return policies[policy].On(AccessSets.Select, account, owner);
        }

        if (_opinions[policy] == NotAsked)
        {
            _opinions[policy] = policies[policy].On(AccessSets.Select, account, -1);
        }

        return _opinions[policy];
    }

    private (bool Sure, bool Possible) See(int list) =>
        isSuperUser ? (true, true)
        : Asked(list) is { } asked ? _sights[asked] ??= Walk(lists[asked])
        : (false, false);

    private (bool Sure, bool Possible) Walk(PolicyList list)
    {
        var sight = new AccountSight(sets.Types.Length);
        foreach (var listed in list.Policies)
        {
            if (sets.Concerns(listed, account))
            {
                var policy = policies[listed.Policy];
                var opinions =
                    list.Owner == account
                        ? TypeOpinions.Of(policy, sets.Types, account, account)
                        : _typeOpinions[listed.Policy] ??= TypeOpinions.Of(policy, sets.Types, account, -1);
                sight.Add(policy.Priority, opinions, listed.IsBelow);
            }
        }

        return sight.Seen;
    }

    private static Opinion[] Fresh(int length, Opinion opinion)
    {
        var opinions = new Opinion[length];
        Array.Fill(opinions, opinion);
        return opinions;
    }
}

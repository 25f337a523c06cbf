using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <summary>
/// One account's level on every signature, without building any set: the plain lists that name the account or one of its containers are
/// marked; for the others each policy is asked once, and each list decided once. For one thread.
/// </summary>
internal sealed class AccountReach
{
    private const Opinion NotAsked = (Opinion)byte.MaxValue;

    private readonly int _account;
    private readonly ImmutableArray<CompiledPolicy> _policies;
    private readonly ImmutableArray<PolicyList> _lists;
    private readonly AccessSets _sets;
    private readonly ListLookup _lookup;
    private readonly bool _isSuperUser;
    private readonly ulong[] _containers;
    private readonly bool[] _isNamed; // by plain list: by what the list adds to its base
    private readonly byte[] _decisions; // by other list: one more than the decision; 0 = not asked
    private Opinion[]? _opinions;
    private TypeOpinions?[]? _typeOpinions;
    private (bool Sure, bool Possible)?[]? _sights;

    internal AccountReach(
        int account,
        MembershipClosure closure,
        ImmutableArray<CompiledPolicy> policies,
        ImmutableArray<PolicyList> lists,
        AccessSets sets,
        ListLookup lookup,
        bool isSuperUser
    )
    {
        _account = account;
        _policies = policies;
        _lists = lists;
        _sets = sets;
        _lookup = lookup;
        _isSuperUser = isSuperUser;
        _isNamed = new bool[lists.Length];
        _decisions = new byte[lists.Length];
        (var nodes, _containers) = closure.ContainersOf(account);
        Mark(lookup.ListsOfAccount(account));
        foreach (var node in nodes)
        {
            Mark(lookup.ListsOfContainer(node));
        }
    }

    /// <summary>Whether the account may select under a plain list without an owner.</summary>
    internal bool IsAllowed(int plain) => _isSuperUser || _isNamed[plain] || _isNamed[_lookup.Base[plain]];

    internal (AccessLevel Level, bool IsConditional) LevelOn(TableLists signature, bool withMetadata)
    {
        var onTable = Decide(signature.Table);
        var (sureAll, possibleAll) = (true, true);
        var (sureAny, possibleAny) = (false, false);
        foreach (var list in signature.Reading)
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

    private void Mark(ReadOnlySpan<int> lists)
    {
        foreach (var list in lists)
        {
            _isNamed[list] = true;
        }
    }

    private AccessDecision Decide(int list)
    {
        if (_isSuperUser)
        {
            return AccessDecision.Allowed;
        }

        // The list with the owner is for the owner only.
        var asked = _lists[list].Owner == _account ? _lists[list] : _lists[list].WithoutOwner;
        if (asked.Owner < 0 && _sets.Rows.IsPlain(asked))
        {
            return IsAllowed(asked.Number) ? AccessDecision.Allowed : AccessDecision.Denied;
        }

        ref var known = ref _decisions[asked.Number];
        if (known == 0)
        {
            known = (byte)(Combine(asked) + 1);
        }

        return (AccessDecision)(known - 1);
    }

    private AccessDecision Combine(PolicyList list)
    {
        var decision = new AccountDecision();
        foreach (var listed in list.Policies)
        {
            if (_sets.Concerns(listed, _account))
            {
                decision.Add(_policies[listed.Policy].Priority, Ask(listed.Policy, list.Owner));
            }
        }

        return decision.Result();
    }

    private Opinion Ask(int policy, int owner)
    {
        if (owner == _account)
        {
            return _policies[policy].On(AccessSets.Select, new HeldItems(_containers, _account, owner));
        }

        _opinions ??= Fresh(_policies.Length);
        if (_opinions[policy] == NotAsked)
        {
            _opinions[policy] = _policies[policy].On(AccessSets.Select, new HeldItems(_containers, _account, -1));
        }

        return _opinions[policy];
    }

    private (bool Sure, bool Possible) See(int list)
    {
        if (_isSuperUser)
        {
            return (true, true);
        }

        var asked = _lists[list].Owner == _account ? _lists[list] : _lists[list].WithoutOwner;
        _sights ??= new (bool, bool)?[_lists.Length];
        return _sights[asked.Number] ??= Walk(asked);
    }

    private (bool Sure, bool Possible) Walk(PolicyList list)
    {
        var sight = new AccountSight(_sets.Types.All.Length);
        foreach (var listed in list.Policies)
        {
            if (_sets.Concerns(listed, _account))
            {
                var opinions = list.Owner == _account ? OnEach(listed.Policy, _account) : OnEach(listed.Policy);
                sight.Add(_policies[listed.Policy].Priority, opinions, listed.IsBelow);
            }
        }

        return sight.Seen;
    }

    private TypeOpinions OnEach(int policy)
    {
        _typeOpinions ??= new TypeOpinions?[_policies.Length];
        return _typeOpinions[policy] ??= OnEach(policy, -1);
    }

    private TypeOpinions OnEach(int policy, int owner) =>
        _policies[policy].OnEach(_sets.Types.Mask, new HeldItems(_containers, _account, owner));

    private static Opinion[] Fresh(int length)
    {
        var opinions = new Opinion[length];
        Array.Fill(opinions, NotAsked);
        return opinions;
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <summary>
/// One account's level on every signature, without building any set: the flat lists that name the account or one of its containers are
/// marked; for the others each policy is asked once, and each list decided once. For one thread.
/// </summary>
internal sealed class AccountReach
{
    private const byte Allowed = 1;
    private const byte Denied = 2;
    private const Opinion NotAsked = (Opinion)byte.MaxValue;

    private readonly int _account;
    private readonly ImmutableArray<CompiledPolicy> _policies;
    private readonly ImmutableArray<PolicyList> _lists;
    private readonly AccessSets _sets;
    private readonly ListLookup _lookup;
    private readonly bool _isSuperUser;
    private readonly ulong[] _containers;
    private readonly byte[] _marks; // by flat list: whether it allows, or denies, by what it holds beside its base
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
        _marks = new byte[lists.Length];
        _decisions = new byte[lists.Length];
        (var nodes, _containers) = closure.ContainersOf(account);
        var isAsked = new bool[sets.Rows.Sources.Combined.Length];
        Mark(sets.Rows.Sources.FirstAccount + account, isAsked);
        foreach (var node in nodes)
        {
            Mark(node, isAsked);
        }
    }

    /// <summary>Whether the account may select under a flat list without an owner.</summary>
    internal bool IsAllowed(int flat) => _isSuperUser || (_marks[flat] | _marks[_lookup.Base[flat]]) == Allowed;

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

    private void Mark(int source, bool[] isAsked)
    {
        Mark(_lookup.AllowedBy(source), Allowed);
        Mark(_lookup.DeniedBy(source), Denied);
        foreach (var combined in _lookup.CombinedNaming(source))
        {
            if (!isAsked[combined])
            {
                isAsked[combined] = true;
                MarkCombined(combined);
            }
        }
    }

    // A policy with exceptions is asked as a whole.
    private void MarkCombined(int place)
    {
        var sources = _sets.Rows.Sources;
        var policy = _policies[sources.Combined[place]];
        var opinion = policy.On(AccessSets.Select, new HeldItems(_containers, _account, -1));
        if ((opinion & Opinion.SureAllow) != 0)
        {
            Mark(_lookup.AllowedBy(sources.FirstCombined + place), Allowed);
        }

        if ((opinion & Opinion.SureDeny) != 0)
        {
            Mark(_lookup.DeniedBy(sources.FirstCombined + place), Denied);
        }
    }

    private void Mark(ReadOnlySpan<int> lists, byte mark)
    {
        foreach (var list in lists)
        {
            _marks[list] |= mark;
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
        if (asked.Owner < 0 && _sets.Rows.Sources.IsFlat(asked))
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
        foreach (var listed in SightOrder.Of(list, _policies))
        {
            if (_sets.Concerns(listed, _account))
            {
                var opinions = list.Owner == _account ? OnEach(listed.Policy, _account) : OnEach(listed.Policy);
                sight.Add(_policies[listed.Policy], _account, opinions, listed.IsBelow);
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

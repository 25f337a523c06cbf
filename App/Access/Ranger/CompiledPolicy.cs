using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>An enabled access policy that is, or may be, in force, with its items resolved (semantics, section 7).</summary>
internal sealed class CompiledPolicy
{
    private readonly AccountDirectory _accounts;
    private readonly CompiledItem[] _allow;
    private readonly CompiledItem[] _deny;
    private readonly CompiledItem[] _allowExceptions;
    private readonly CompiledItem[] _denyExceptions;
    private readonly ConcurrentDictionary<string, Opinions> _opinions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Coverage, int Owner), Opinions> _shared = new();

    internal CompiledPolicy(
        int ordinal,
        Policy source,
        bool isUncertain,
        AccessTypes types,
        bool denyAndExceptions,
        AccountDirectory accounts,
        MembershipClosure closure
    )
    {
        _accounts = accounts;
        Ordinal = ordinal;
        Source = source;
        Priority = source.Priority;
        Zone = string.IsNullOrEmpty(source.ZoneName) ? null : source.ZoneName;
        IsUncertain = isUncertain;
        Resources = source.IsTagPolicy
            ? []
            :
            [
                .. source
                    .Resources.Select(resource => ResourceMatcher.Create(resource, accounts))
                    .OfType<ResourceMatcher>(),
            ];
        _allow = Compile(PolicyItemList.Allow, true);
        _deny = Compile(PolicyItemList.Deny, denyAndExceptions);
        _allowExceptions = Compile(PolicyItemList.AllowException, denyAndExceptions);
        _denyExceptions = Compile(PolicyItemList.DenyException, denyAndExceptions);
        Items = [.. _deny, .. _denyExceptions, .. _allow, .. _allowExceptions];
        MayBeConditional = isUncertain || Items.Any(item => item.IsUncertain);

        CompiledItem[] Compile(PolicyItemList list, bool counts) =>
            counts
                ?
                [
                    .. source
                        .Items(list)
                        .Select(
                            (item, index) =>
                                new CompiledItem(
                                    item,
                                    list,
                                    index,
                                    types.Expand(item.Accesses, source.IsTagPolicy),
                                    accounts,
                                    closure
                                )
                        ),
                ]
                : [];
    }

    /// <summary>Its place among all policies: by priority, highest first, then by what holds denies, name and id.</summary>
    internal int Ordinal { get; }

    internal Policy Source { get; }

    internal int Priority { get; }

    /// <summary>Null for unzoned.</summary>
    internal string? Zone { get; }

    /// <summary>A policy condition or a recurring schedule decides whether it speaks at all.</summary>
    internal bool IsUncertain { get; }

    internal ImmutableArray<ResourceMatcher> Resources { get; }

    /// <summary>Some opinion of this policy may hang on what cannot be known.</summary>
    internal bool MayBeConditional { get; }

    /// <summary>All items that count, in the order in which they are asked.</summary>
    internal ImmutableArray<CompiledItem> Items { get; }

    internal bool DependsOnOwner(string privilege) =>
        Items.Any(item => item.NamesOwner && item.Accesses.Contains(privilege));

    internal static bool MatchesTag(Policy policy, string tag) =>
        policy.Resources.Any(resource => MatchesTag(resource, tag));

    /// <summary>False where the policy has no opinion on any access type for the account, as long as it is not the owner.</summary>
    internal bool Concerns(int account)
    {
        if (Source.IsDenyAllElse)
        {
            return true;
        }

        foreach (var item in Items)
        {
            if (item.Members.Contains(account))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>For all accounts. Cached; with an owner, cached per owner.</summary>
    internal Opinions On(string privilege, int owner)
    {
        if (owner < 0 || !DependsOnOwner(privilege))
        {
            return _opinions.GetOrAdd(privilege, type => Share(type, -1));
        }

        return Share(privilege, owner);
    }

    /// <summary>For one account.</summary>
    internal Opinion On(string privilege, int account, int owner) => On(privilege, new AccountItems(account, owner));

    /// <summary>For one account of which only is known which items apply to it.</summary>
    internal Opinion On<TItems>(string privilege, TItems applying)
        where TItems : struct, IApplyingItems
    {
        var (sureDenyItem, possibleDenyItem) = Applies(_deny, privilege, applying);
        var (sureDenyException, possibleDenyException) = Applies(_denyExceptions, privilege, applying);
        var (sureAllowItem, possibleAllowItem) = Applies(_allow, privilege, applying);
        var (sureAllowException, possibleAllowException) = Applies(_allowExceptions, privilege, applying);
        var sureDeny = sureDenyItem && !possibleDenyException;
        var possibleDeny = possibleDenyItem && !sureDenyException;
        var sureAllow = sureAllowItem && !possibleAllowException && !possibleDeny;
        var possibleAllow = possibleAllowItem && !sureAllowException && !sureDeny;
        if (Source.IsDenyAllElse)
        {
            sureDeny = !possibleAllow;
            possibleDeny = !sureAllow;
        }

        return (possibleAllow ? Opinion.PossibleAllow : Opinion.Silent)
            | (possibleDeny ? Opinion.PossibleDeny : Opinion.Silent)
            | (sureAllow && !IsUncertain ? Opinion.SureAllow : Opinion.Silent)
            | (sureDeny && !IsUncertain ? Opinion.SureDeny : Opinion.Silent);
    }

    private Opinions Share(string privilege, int owner)
    {
        // Most items treat many access types alike: those share their sets.
        var coverage = new StringBuilder(Items.Length);
        foreach (var item in Items)
        {
            coverage.Append(item.Accesses.Contains(privilege) ? '1' : '0');
        }

        return _shared.GetOrAdd((coverage.ToString(), owner), _ => Compute(privilege, owner));
    }

    private Opinions Compute(string privilege, int owner)
    {
        var (sureDenyItems, possibleDenyItems) = Members(_deny, privilege, owner);
        var (sureDenyExceptions, possibleDenyExceptions) = Members(_denyExceptions, privilege, owner);
        var (sureAllowItems, possibleAllowItems) = Members(_allow, privilege, owner);
        var (sureAllowExceptions, possibleAllowExceptions) = Members(_allowExceptions, privilege, owner);
        var sureDeny = sureDenyItems.Except(possibleDenyExceptions);
        var possibleDeny = possibleDenyItems.Except(sureDenyExceptions);
        var sureAllow = sureAllowItems.Except(possibleAllowExceptions).Except(possibleDeny);
        var possibleAllow = possibleAllowItems.Except(sureAllowExceptions).Except(sureDeny);
        if (Source.IsDenyAllElse)
        {
            sureDeny = _accounts.All.Except(possibleAllow);
            possibleDeny = _accounts.All.Except(sureAllow);
        }

        // Equal bounds share one set, so that what is certain can be told by reference.
        var none = _accounts.None;
        return IsUncertain
            ? new(none, possibleAllow.IsEmpty ? none : possibleAllow, none, possibleDeny.IsEmpty ? none : possibleDeny)
            : new(
                sureAllow,
                sureAllow.Equals(possibleAllow) ? sureAllow : possibleAllow,
                sureDeny,
                sureDeny.Equals(possibleDeny) ? sureDeny : possibleDeny
            );
    }

    private (PrincipalSet Sure, PrincipalSet Possible) Members(CompiledItem[] items, string privilege, int owner)
    {
        var sure = _accounts.None;
        var possible = _accounts.None;
        foreach (var item in items.Where(item => item.Accesses.Contains(privilege)))
        {
            var members =
                item.NamesOwner && owner >= 0 && !item.Members.Contains(owner)
                    ? item.Members.Union(PrincipalSet.Of(_accounts.Accounts.Length, [new PrincipalOrdinal(owner)]))
                    : item.Members;
            possible = possible.Union(members);
            sure = item.IsUncertain ? sure : sure.Union(members);
        }

        return (sure, possible);
    }

    private static (bool Sure, bool Possible) Applies<TItems>(CompiledItem[] items, string privilege, TItems applying)
        where TItems : struct, IApplyingItems
    {
        var possible = false;
        foreach (var item in items)
        {
            if (item.Covers(privilege) && applying.Contains(item))
            {
                if (!item.IsUncertain)
                {
                    return (true, true);
                }

                possible = true;
            }
        }

        return (false, possible);
    }

    // The tag level has no wildcards and minds the case (semantics 2.7); no values left means any tag.
    private static bool MatchesTag(PolicyResource resource, string tag)
    {
        if (resource.Levels.Count != 1 || !resource.Levels.TryGetValue("tag", out var level))
        {
            return false;
        }

        var values = level.Values.Where(value => !string.IsNullOrEmpty(value)).ToArray();
        return (values.Length == 0 || values.Contains(tag, StringComparer.Ordinal)) != level.IsExcludes;
    }
}

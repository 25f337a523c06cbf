using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// An enabled access policy that is, or may be, in force, with its items resolved when asked for (semantics, section 7). Holds no sets of
/// accounts but the logins that its items name: what it says of all accounts is put together from the closure's sets when asked.
/// </summary>
internal sealed partial class CompiledPolicy
{
    private readonly PolicyGround _ground;
    private readonly Holders? _holders;
    private ItemTable? _table; // made when first asked for: most policies are asked through their sources alone
    private ImmutableArray<ResourceMatcher> _resources; // as _table
    private Opinions? _onSelect;

    internal CompiledPolicy(int ordinal, Policy source, bool isUncertain, PolicyGround ground)
    {
        _ground = ground;
        Ordinal = ordinal;
        Source = source;
        Priority = source.Priority;
        Zone = string.IsNullOrEmpty(source.ZoneName) ? null : source.ZoneName;
        IsUncertain = isUncertain;
        Named = source.IsTagPolicy ? null : NamedTables.Of(source.Resources);
        _holders = ground.Conditions?.HoldersOf(source);
        var (allow, deny, exceptions) = (new ItemSurvey(ground), new ItemSurvey(ground), new ItemSurvey(ground));
        allow.Add(source.AllowItems);
        if (ground.DenyAndExceptions)
        {
            deny.Add(source.DenyItems);
            exceptions.Add(source.DenyExceptions);
            exceptions.Add(source.AllowExceptions);
        }

        MayBeConditional =
            isUncertain
            || _holders is { } holders && !ReferenceEquals(holders.Sure, holders.Possible)
            || allow.IsUncertain
            || deny.IsUncertain
            || exceptions.IsUncertain;
        NamesOwner = allow.NamesOwner || deny.NamesOwner || exceptions.NamesOwner;
        IsStraight =
            !MayBeConditional
            && !source.IsDenyAllElse
            && exceptions.IsEmpty
            && _holders is null
            && !allow.IsLimited
            && !deny.IsLimited;
        NeverDenies = deny.IsEmpty && !source.IsDenyAllElse;
    }

    /// <summary>Its place among all policies: by priority, highest first, then by what holds denies, name and id.</summary>
    internal int Ordinal { get; }

    internal Policy Source { get; }

    internal int Priority { get; }

    /// <summary>Null for unzoned.</summary>
    internal string? Zone { get; }

    /// <summary>A policy condition or a recurring schedule decides whether it speaks at all.</summary>
    internal bool IsUncertain { get; }

    /// <summary>Those that can match at all. Made when first asked for; two threads that make them at once make the same.</summary>
    internal ImmutableArray<ResourceMatcher> Resources =>
        _resources.IsDefault
            ? _resources = Source.IsTagPolicy ? [] : ResourceMatcher.Usable(Source.Resources, _ground.Accounts)
            : _resources;

    /// <summary>The tables that its only resource names outright; null for any other resource, or several.</summary>
    internal NamedTables? Named { get; }

    /// <summary>Some opinion of this policy may hang on what cannot be known.</summary>
    internal bool MayBeConditional { get; }

    /// <summary>Some item names {OWNER}.</summary>
    internal bool NamesOwner { get; }

    /// <summary>
    /// On any access type its say is certain, and is what its items say: it has no exceptions, and does not deny all else. Then its allow
    /// items' members are allowed and its deny items' denied; where both, the deny wins when policies are combined.
    /// </summary>
    internal bool IsStraight { get; }

    /// <summary>It has no deny items, and does not deny all else.</summary>
    internal bool NeverDenies { get; }

    /// <summary>It has deny items, whether or not they count, or denies all else: the peer asks such policies first.</summary>
    internal bool HoldsDenies => Source.IsDenyAllElse || !Source.DenyItems.IsEmpty;

    /// <summary>Accounts to whom the policy may speak at all; null for everyone.</summary>
    internal PrincipalSet? SpeaksTo => _holders?.Possible;

    /// <summary>Accounts to whom it surely speaks, for all that is known of them; null for everyone.</summary>
    internal PrincipalSet? SurelySpeaksTo => _holders?.Sure;

    /// <summary>A condition of the policy surely does not hold: as if it were not there.</summary>
    internal bool IsOff { get; init; }

    /// <summary>All items that count, in the order in which they are asked.</summary>
    internal ImmutableArray<CompiledItem> Items => Table.All;

    internal ReadOnlySpan<CompiledItem> Deny => Table.Deny;

    internal ReadOnlySpan<CompiledItem> Allow => Table.Allow;

    private ReadOnlySpan<CompiledItem> DenyExceptions => Table.DenyExceptions;

    private ReadOnlySpan<CompiledItem> AllowExceptions => Table.AllowExceptions;

    // Two threads that make it at once make the same.
    private ItemTable Table => _table ??= new(Source, _ground);

    internal bool DependsOnOwner(string privilege)
    {
        if (!NamesOwner)
        {
            return false;
        }

        foreach (var item in Items)
        {
            if (item.NamesOwner && item.Covers(privilege))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>False where it has no opinion on the access type for anybody.</summary>
    /// <param name="type">The type's bit, see <see cref="ItemAccesses.Types"/>.</param>
    internal bool SpeaksOn(ulong type)
    {
        if (Source.IsDenyAllElse)
        {
            return true;
        }

        foreach (var item in Items)
        {
            if ((item.Accesses.Types & type) != 0)
            {
                return true;
            }
        }

        return false;
    }

    internal static bool MatchesTag(Policy policy, string tag) =>
        policy.Resources.Any(resource => MatchesTag(resource, tag));

    /// <summary>For all accounts. Cached for select where there is no owner.</summary>
    internal Opinions On(string privilege, int owner)
    {
        if (!ReferenceEquals(privilege, AccessSets.Select) || (owner >= 0 && DependsOnOwner(privilege)))
        {
            return Compute(privilege, owner);
        }

        return _onSelect ??= Compute(privilege, -1);
    }

    /// <summary>For one account.</summary>
    internal Opinion On(string privilege, int account, int owner) => On(privilege, new AccountItems(account, owner));

    /// <summary>For one account of which only is known which items apply to it.</summary>
    internal Opinion On<TItems>(string privilege, TItems applying)
        where TItems : struct, IApplyingItems
    {
        var (sureDenyItem, possibleDenyItem) = Applies(Deny, privilege, applying);
        var (sureDenyException, possibleDenyException) = Applies(DenyExceptions, privilege, applying);
        var (sureAllowItem, possibleAllowItem) = Applies(Allow, privilege, applying);
        var (sureAllowException, possibleAllowException) = Applies(AllowExceptions, privilege, applying);
        var sureDeny = sureDenyItem && !possibleDenyException;
        var possibleDeny = possibleDenyItem && !sureDenyException;
        var sureAllow = sureAllowItem && !possibleAllowException && !possibleDeny;
        var possibleAllow = possibleAllowItem && !sureAllowException && !sureDeny;
        if (Source.IsDenyAllElse)
        {
            sureDeny = !possibleAllow;
            possibleDeny = !sureAllow;
        }

        if (_holders is { } holders)
        {
            var (isSure, isPossible) = (applying.Is(holders.Sure), applying.Is(holders.Possible));
            (sureAllow, sureDeny) = (sureAllow && isSure, sureDeny && isSure);
            (possibleAllow, possibleDeny) = (possibleAllow && isPossible, possibleDeny && isPossible);
        }

        return (possibleAllow ? Opinion.PossibleAllow : Opinion.Silent)
            | (possibleDeny ? Opinion.PossibleDeny : Opinion.Silent)
            | (sureAllow && !IsUncertain ? Opinion.SureAllow : Opinion.Silent)
            | (sureDeny && !IsUncertain ? Opinion.SureDeny : Opinion.Silent);
    }

    /// <summary>As <see cref="On{TItems}"/>, on each access type of the definition at once.</summary>
    /// <param name="all">A bit for each type.</param>
    internal TypeOpinions OnEach<TItems>(ulong all, TItems applying)
        where TItems : struct, IApplyingItems
    {
        var (sureDenyItem, possibleDenyItem) = Types(Deny, applying);
        var (sureDenyException, possibleDenyException) = Types(DenyExceptions, applying);
        var (sureAllowItem, possibleAllowItem) = Types(Allow, applying);
        var (sureAllowException, possibleAllowException) = Types(AllowExceptions, applying);
        var sureDeny = sureDenyItem & ~possibleDenyException;
        var possibleDeny = possibleDenyItem & ~sureDenyException;
        var sureAllow = sureAllowItem & ~possibleAllowException & ~possibleDeny;
        var possibleAllow = possibleAllowItem & ~sureAllowException & ~sureDeny;
        if (Source.IsDenyAllElse)
        {
            sureDeny = all & ~possibleAllow;
            possibleDeny = all & ~sureAllow;
        }

        if (_holders is { } holders)
        {
            var (certain, open) = (applying.Is(holders.Sure) ? all : 0, applying.Is(holders.Possible) ? all : 0);
            (sureAllow, sureDeny) = (sureAllow & certain, sureDeny & certain);
            (possibleAllow, possibleDeny) = (possibleAllow & open, possibleDeny & open);
        }

        return IsUncertain
            ? new(0, possibleAllow, 0, possibleDeny)
            : new(sureAllow, possibleAllow, sureDeny, possibleDeny);
    }

    private Opinions Compute(string privilege, int owner)
    {
        var (sureDenyItems, possibleDenyItems) = Members(Deny, privilege, owner);
        var (sureDenyExceptions, possibleDenyExceptions) = Members(DenyExceptions, privilege, owner);
        var (sureAllowItems, possibleAllowItems) = Members(Allow, privilege, owner);
        var (sureAllowExceptions, possibleAllowExceptions) = Members(AllowExceptions, privilege, owner);
        var sureDeny = sureDenyItems.Except(possibleDenyExceptions);
        var possibleDeny = possibleDenyItems.Except(sureDenyExceptions);
        var sureAllow = sureAllowItems.Except(possibleAllowExceptions).Except(possibleDeny);
        var possibleAllow = possibleAllowItems.Except(sureAllowExceptions).Except(sureDeny);
        if (Source.IsDenyAllElse)
        {
            sureDeny = _ground.Accounts.All.Except(possibleAllow);
            possibleDeny = _ground.Accounts.All.Except(sureAllow);
        }

        if (_holders is { } holders)
        {
            (sureAllow, sureDeny) = (sureAllow.Intersect(holders.Sure), sureDeny.Intersect(holders.Sure));
            (possibleAllow, possibleDeny) = (
                possibleAllow.Intersect(holders.Possible),
                possibleDeny.Intersect(holders.Possible)
            );
        }

        // Equal bounds share one set, so that what is certain can be told by reference.
        var none = _ground.Accounts.None;
        return IsUncertain
            ? new(none, possibleAllow.IsEmpty ? none : possibleAllow, none, possibleDeny.IsEmpty ? none : possibleDeny)
            : new(
                sureAllow,
                sureAllow.Equals(possibleAllow) ? sureAllow : possibleAllow,
                sureDeny,
                sureDeny.Equals(possibleDeny) ? sureDeny : possibleDeny
            );
    }

    private (PrincipalSet Sure, PrincipalSet Possible) Members(
        ReadOnlySpan<CompiledItem> items,
        string privilege,
        int owner
    )
    {
        var sure = _ground.Accounts.None;
        var possible = _ground.Accounts.None;
        foreach (var item in items)
        {
            if (!item.Covers(privilege))
            {
                continue;
            }

            var members =
                item.NamesOwner && owner >= 0 && item.IsFor(owner) ? item.Members.With(owner, true) : item.Members;
            possible = possible.Union(members);
            sure = item.IsUncertain ? sure : sure.Union(members);
        }

        return (sure, possible);
    }

    private static (bool Sure, bool Possible) Applies<TItems>(
        ReadOnlySpan<CompiledItem> items,
        string privilege,
        TItems applying
    )
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

    private static (ulong Sure, ulong Possible) Types<TItems>(ReadOnlySpan<CompiledItem> items, TItems applying)
        where TItems : struct, IApplyingItems
    {
        var (sure, possible) = (0UL, 0UL);
        foreach (var item in items)
        {
            if (item.Accesses.Types != 0 && applying.Contains(item))
            {
                possible |= item.Accesses.Types;
                sure |= item.IsUncertain ? 0 : item.Accesses.Types;
            }
        }

        return (sure, possible);
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

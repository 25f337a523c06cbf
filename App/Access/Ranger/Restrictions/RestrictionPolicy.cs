using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Restrictions;

/// <summary>One item of a mask or row-filter policy: for whom, and what it shows instead (semantics, section 15).</summary>
/// <param name="Members">Accounts to whom the item applies, without the owner of whatever is asked for.</param>
/// <param name="IsUncertain">The item has a condition that cannot be known.</param>
/// <param name="Limit">Whoever it names, it applies to these only: a condition says so. Null for no limit.</param>
/// <param name="IsRestricting">False for <c>MASK_NONE</c> and an empty filter: they show everything, and end the search.</param>
internal sealed record RestrictionItem(
    RestrictionPolicy Policy,
    int Index,
    PrincipalSet Members,
    bool NamesOwner,
    bool IsUncertain,
    MaskInfo? Mask,
    string? Filter,
    bool IsRestricting,
    PrincipalSet? Limit
)
{
    internal bool AppliesTo(int account, int owner) =>
        Members.Contains(account) || (NamesOwner && account == owner && Limit?.Contains(account) != false);
}

/// <summary>An enabled mask or row-filter policy that is, or may be, in force.</summary>
internal sealed class RestrictionPolicy
{
    private const string NoMask = "MASK_NONE";
    private const string Component = "hive:";

    private readonly Holders? _holders;

    internal RestrictionPolicy(
        int ordinal,
        int variant,
        Policy source,
        bool isUncertain,
        AccessTypes types,
        IReadOnlyCollection<string> literalLevels,
        KnownConditions conditions,
        AccountDirectory accounts,
        MembershipClosure closure
    )
    {
        Ordinal = ordinal;
        Variant = variant;
        Source = source;
        Zone = string.IsNullOrEmpty(source.ZoneName) ? null : source.ZoneName;
        IsUncertain = isUncertain;
        Resources = source.IsTagPolicy
            ? []
            :
            [
                .. source
                    .Resources.Select(resource => ResourceMatcher.Create(resource, accounts, literalLevels))
                    .OfType<ResourceMatcher>()
                    .Where(resource => resource.Levels.Length == (source.Type == PolicyType.DataMask ? 3 : 2))
                    .Where(resource => !resource.IsFunction),
            ];
        _holders = conditions.HoldersOf(source);
        Items = [.. source.MaskOrFilterItems.SelectMany(Compile)];

        IEnumerable<RestrictionItem> Compile(PolicyItem item, int index)
        {
            var mask = source.Type == PolicyType.DataMask ? OfHive(item.Mask, source.IsTagPolicy) : null;
            var filter = source.Type == PolicyType.RowFilter ? item.RowFilter : null;
            if (
                (mask is null && filter is null)
                || !types.Expand(item.Accesses, source.IsTagPolicy).Contains(AccessSets.Select)
            )
            {
                yield break;
            }

            var limits = conditions.HoldersOf(item);
            var isOpen = limits?.IsOpen ?? !item.Conditions.IsDefaultOrEmpty;
            var members = CompiledItem.Resolve(item, accounts, closure);
            if (limits is null)
            {
                yield return Of(isOpen, members, null);
                yield break;
            }

            // Two items in place of one: for whom its conditions surely hold, and for whom they may.
            if (!isOpen && !limits.Sure.IsEmpty)
            {
                yield return Of(false, members.Intersect(limits.Sure), limits.Sure);
            }

            var possible = isOpen ? limits.Possible : limits.Possible.Except(limits.Sure);
            if (!possible.IsEmpty)
            {
                yield return Of(true, members.Intersect(possible), possible);
            }

            RestrictionItem Of(bool isUncertain, PrincipalSet named, PrincipalSet? limit) =>
                new(
                    this,
                    index,
                    named,
                    item.Users.Contains(CompiledItem.Owner),
                    isUncertain,
                    mask,
                    filter,
                    mask is null
                        ? filter!.Length > 0
                        : mask.Type.Length > 0 && !mask.Type.Equals(NoMask, StringComparison.OrdinalIgnoreCase),
                    limit
                );
        }
    }

    /// <summary>Its place among all mask and filter policies: by priority, highest first, then by what holds denies, name and id.</summary>
    internal int Ordinal { get; }

    /// <summary>Tells the same policy under other tags apart; 0 where tags do not matter to it.</summary>
    internal int Variant { get; }

    internal Policy Source { get; }

    /// <summary>Null for unzoned.</summary>
    internal string? Zone { get; }

    /// <summary>A policy condition or a schedule that cannot be read decides whether it speaks at all.</summary>
    internal bool IsUncertain { get; }

    /// <summary>Accounts to whom the policy may speak at all: its conditions on the user say so. Null for everyone.</summary>
    internal PrincipalSet? SpeaksTo => _holders?.Possible;

    /// <summary>Accounts to whom it surely speaks, for all that is known of them; null for everyone.</summary>
    internal PrincipalSet? SurelySpeaksTo => _holders?.Sure;

    /// <summary>Some outcome may hang on what cannot be known.</summary>
    internal bool MayBeConditional =>
        IsUncertain
        || (_holders is { } holders && !holders.Sure.Equals(holders.Possible))
        || Items.Any(item => item.IsUncertain);

    /// <summary>
    /// Usable resources: masks stand on columns and row filters on tables; any other level never matches such a request.
    /// </summary>
    internal ImmutableArray<ResourceMatcher> Resources { get; }

    /// <summary>Items that cover select, in the source's order.</summary>
    internal ImmutableArray<RestrictionItem> Items { get; }

    internal bool NamesOwner => Items.Any(item => item.NamesOwner);

    // Tag policies write the component before the mask's type: "hive:MASK"; another component's mask is none here (semantics 2.7).
    private static MaskInfo? OfHive(MaskInfo? mask, bool isTagPolicy) =>
        mask is null || !isTagPolicy || !mask.Type.Contains(':', StringComparison.Ordinal) ? mask
        : mask.Type.StartsWith(Component, StringComparison.OrdinalIgnoreCase)
            ? mask with
            {
                Type = mask.Type[Component.Length..],
            }
        : null;
}

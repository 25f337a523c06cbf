using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Restrictions;

/// <summary>One policy in a list: which, and for whom (all accounts, unless {USER} stands in its resource).</summary>
internal readonly record struct ListedRestriction(RestrictionPolicy Policy, PrincipalSet Accounts);

/// <summary>What may apply to an account: an item, or nothing (null).</summary>
internal readonly record struct RestrictionOutcome(RestrictionItem? Item)
{
    internal bool IsRestricting => Item is { IsRestricting: true };

    /// <summary>What is seen: null for the values as they are. Two items may show the same.</summary>
    internal (string What, string? Value)? Shown =>
        Item is not { IsRestricting: true } item ? null
        : item.Mask is { } mask ? (mask.Type, mask.Value)
        : (item.Filter!, null);
}

/// <summary>
/// The mask policies that speak on a column, or the row-filter policies that speak on a table, each list in its order. The first item that
/// applies wins in either list; a tag's beats a resource's unless that has a strictly higher priority (semantics, section 15).
/// </summary>
/// <param name="owner">Ordinal of the owner's account; -1 where no policy asks, or the owner has no account.</param>
internal sealed class RestrictionList(
    ImmutableArray<ListedRestriction> byTag,
    ImmutableArray<ListedRestriction> byResource,
    int owner,
    AccountDirectory accounts
)
{
    private Bounds? _restricted;

    internal bool IsEmpty => byTag.IsEmpty && byResource.IsEmpty;

    /// <summary>What the list comes to: lists with equal keys give equal answers.</summary>
    internal string Key { get; } =
        string.Join('|', owner, string.Join(',', byTag.Select(KeyOf)), string.Join(',', byResource.Select(KeyOf)));

    /// <summary>Accounts that get a mask or a filter: surely, and possibly. Cached.</summary>
    internal Bounds Restricted => _restricted ??= Restrict();

    /// <summary>Everything that may apply to the account, likeliest first: one outcome where nothing is unknown.</summary>
    internal ImmutableArray<RestrictionOutcome> OutcomesFor(int account)
    {
        if (IsEmpty)
        {
            return [default];
        }

        var outcomes = new List<RestrictionOutcome>();
        foreach (var tag in Walk(byTag, account))
        {
            foreach (var resource in Walk(byResource, account))
            {
                var winner = new RestrictionOutcome(Winner(tag, resource));
                if (!outcomes.Contains(winner))
                {
                    outcomes.Add(winner);
                }
            }
        }

        return [.. outcomes];
    }

    private Bounds Restrict()
    {
        if (IsEmpty)
        {
            return new(accounts.None, accounts.None);
        }

        var (restricted, shown) = (accounts.None, accounts.None);
        var resources = Walk(byResource);
        foreach (var (tag, ofTag) in Walk(byTag))
        {
            foreach (var (resource, ofResource) in resources)
            {
                var both = ofTag.Intersect(ofResource);
                if (Winner(tag, resource) is { IsRestricting: true })
                {
                    restricted = restricted.Union(both);
                }
                else
                {
                    shown = shown.Union(both);
                }
            }
        }

        var sure = restricted.Except(shown);
        return new(sure, sure.Equals(restricted) ? sure : restricted);
    }

    private static RestrictionItem? Winner(RestrictionItem? tag, RestrictionItem? resource) =>
        tag is null ? resource
        : resource is not null && resource.Policy.Source.Priority > tag.Policy.Source.Priority ? resource
        : tag;

    // The items that may come first, in their order, and nothing where none surely does. An item that surely applies ends its policy; in
    // a policy that surely speaks to the account it ends the search. What is unknown of a policy is one thing for all its items: were it
    // asked item by item, a later one could win where the policy speaks and an earlier one surely applies.
    private List<RestrictionItem?> Walk(ImmutableArray<ListedRestriction> list, int account)
    {
        var found = new List<RestrictionItem?>();
        foreach (var listed in list.Where(listed => listed.Accounts.Contains(account)))
        {
            if (listed.Policy.SpeaksTo?.Contains(account) == false)
            {
                continue;
            }

            foreach (var item in listed.Policy.Items.Where(item => item.AppliesTo(account, owner)))
            {
                found.Add(item);
                if (item.IsUncertain)
                {
                    continue;
                }

                if (!listed.Policy.IsUncertain && listed.Policy.SurelySpeaksTo?.Contains(account) != false)
                {
                    return found;
                }

                break;
            }
        }

        found.Add(null);
        return found;
    }

    private List<(RestrictionItem? Item, PrincipalSet Accounts)> Walk(ImmutableArray<ListedRestriction> list)
    {
        var found = new List<(RestrictionItem?, PrincipalSet)>();
        var undecided = accounts.All;
        foreach (var listed in list)
        {
            var policy = listed.Policy;
            var asked = Within(undecided.Intersect(listed.Accounts), policy.SpeaksTo);
            foreach (var item in policy.Items)
            {
                var applies = asked.Intersect(MembersOf(item));
                if (applies.IsEmpty)
                {
                    continue;
                }

                found.Add((item, applies));
                if (item.IsUncertain)
                {
                    continue;
                }

                asked = asked.Except(applies);
                undecided = policy.IsUncertain ? undecided : undecided.Except(Within(applies, policy.SurelySpeaksTo));
            }
        }

        found.Add((null, undecided));
        return found;
    }

    private PrincipalSet MembersOf(RestrictionItem item) =>
        owner >= 0 && item.AppliesTo(owner, owner) ? item.Members.With(owner, true) : item.Members;

    private static PrincipalSet Within(PrincipalSet accounts, PrincipalSet? limit) =>
        limit is null ? accounts : accounts.Intersect(limit);

    private static string KeyOf(ListedRestriction listed) =>
        listed.Accounts.Count == listed.Accounts.Universe
            ? $"{listed.Policy.Ordinal}.{listed.Policy.Variant}"
            : $"{listed.Policy.Ordinal}.{listed.Policy.Variant}:{string.Join('.', listed.Accounts.Members().Select(account => account.Value))}";
}

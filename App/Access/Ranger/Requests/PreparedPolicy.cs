using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>An enabled policy made ready for requests.</summary>
internal sealed class PreparedPolicy
{
    private readonly ImmutableArray<PreparedItem> _allow;
    private readonly ImmutableArray<PreparedItem> _deny;
    private readonly ImmutableArray<PreparedItem> _allowExceptions;
    private readonly ImmutableArray<PreparedItem> _denyExceptions;

    internal PreparedPolicy(Policy source, Hierarchies hierarchies, AccessTypes types, bool denyAndExceptions)
    {
        Source = source;
        Zone = string.IsNullOrEmpty(source.ZoneName) ? null : source.ZoneName;
        Resources = [.. source.Resources.Select(resource => new HierarchyMatcher(hierarchies, resource))];
        _allow = Prepare(source.AllowItems, true);
        _deny = Prepare(source.DenyItems, denyAndExceptions);
        _allowExceptions = Prepare(source.AllowExceptions, denyAndExceptions);
        _denyExceptions = Prepare(source.DenyExceptions, denyAndExceptions);
        Shown = Prepare(source.MaskOrFilterItems, true);

        ImmutableArray<PreparedItem> Prepare(ImmutableArray<PolicyItem> items, bool counts) =>
            counts && !items.IsDefault
                ? [.. items.Select(item => new PreparedItem(item, types.Expand(item.Accesses, source.IsTagPolicy)))]
                : [];
    }

    internal Policy Source { get; }

    /// <summary>Null for unzoned.</summary>
    internal string? Zone { get; }

    internal ImmutableArray<HierarchyMatcher> Resources { get; }

    /// <summary>The items of a mask or filter policy, in the listed order.</summary>
    internal ImmutableArray<PreparedItem> Shown { get; }

    internal ImmutableArray<PreparedItem> Allow => _allow;

    internal ImmutableArray<PreparedItem> AllowExceptions => _allowExceptions;

    internal ImmutableArray<PreparedItem> Deny => _deny;

    internal ImmutableArray<PreparedItem> DenyExceptions => _denyExceptions;

    /// <summary>The peer asks such policies first, whether or not their denies count.</summary>
    internal bool HasDeny => Source.IsDenyAllElse || !Source.DenyItems.IsEmpty;

    /// <summary>What the policy says on one access type (semantics, section 7): deny and allow, each as certain as can be.</summary>
    /// <param name="match">How it lies to what is asked for; a denial from below is dropped where the request says so.</param>
    internal PolicyOpinion On(string accessType, Requester requester, MatchKind match)
    {
        var deny = Applies(_deny, _denyExceptions, requester, accessType);
        var allow = deny == Certainty.Yes ? Certainty.No : Applies(_allow, _allowExceptions, requester, accessType);
        if (Source is { IsDenyAllElse: true, Type: PolicyType.Access })
        {
            deny = deny.Or(allow.Not());
        }

        // A dropped denial still keeps the policy's own allow items from speaking.
        return match == MatchKind.Descendant && requester.Request.IgnoresDescendantDeny
            ? new(allow.And(deny.Not()), Certainty.No)
            : new(allow, deny);
    }

    private static Certainty Applies(
        ImmutableArray<PreparedItem> items,
        ImmutableArray<PreparedItem> exceptions,
        Requester requester,
        string accessType
    )
    {
        return Any(items).And(Any(exceptions).Not());

        Certainty Any(ImmutableArray<PreparedItem> list)
        {
            var any = Certainty.No;
            foreach (var item in list)
            {
                any = any.Or(item.AppliesTo(requester, accessType));
                if (any == Certainty.Yes)
                {
                    break;
                }
            }

            return any;
        }
    }
}

/// <summary>What one policy says on one access type; both unknown where a condition decides between them.</summary>
internal readonly record struct PolicyOpinion(Certainty Allow, Certainty Deny)
{
    /// <summary>As good or as bad for the requester as it may turn out.</summary>
    internal Effect? At(Bound bound, Certainty speaks) =>
        bound == Bound.Worst
            ? Deny != Certainty.No && speaks != Certainty.No
                ? Effect.Deny
                : Allow == Certainty.Yes && speaks == Certainty.Yes
                    ? Effect.Allow
                    : null
            : Deny == Certainty.Yes && speaks == Certainty.Yes
                ? Effect.Deny
                : Allow != Certainty.No && Deny != Certainty.Yes && speaks != Certainty.No
                    ? Effect.Allow
                    : null;
}

/// <summary>Which end of what may be true is computed: unknown allows false and denies true, or the reverse.</summary>
internal enum Bound
{
    Worst,
    Best,
}

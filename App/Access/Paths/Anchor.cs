using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>Where a chain ends and access begins: an item of a policy as it speaks through a resource or tag, and the principal that it names.</summary>
/// <param name="Application">Null, as is the item, for super users.</param>
internal sealed record Anchor(Application? Application, CompiledItem? Item, Hold Hold)
{
    /// <summary>The same for all columns on which the anchor holds.</summary>
    internal AnchorKey Key =>
        new(Application?.Policy.Ordinal ?? -1, Item?.Index ?? 0, Hold.Principal, Application?.Tag);
}

/// <summary>Orders anchors as policies are asked: by priority, then item, principal and tag.</summary>
internal readonly record struct AnchorKey(int Policy, int Item, PrincipalId Principal, AppliedTag? Tag)
    : IComparable<AnchorKey>
{
    public int CompareTo(AnchorKey other)
    {
        var order = (Policy, Item).CompareTo((other.Policy, other.Item));
        order = order != 0 ? order : Principal.CompareTo(other.Principal);
        order = order != 0 ? order : string.CompareOrdinal(Tag?.Name, other.Tag?.Name);
        return order != 0 ? order : string.CompareOrdinal(Tag?.At.ToString(), other.Tag?.At.ToString());
    }
}

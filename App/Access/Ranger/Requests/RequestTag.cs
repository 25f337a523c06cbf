using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>How a tagged resource or a policy lies to what is asked for (semantics, section 5); public face of the engine's match.</summary>
public enum TagPlace
{
    Self,
    SelfAndAllDescendants,
    Ancestor,
    Descendant,
}

/// <summary>One tag instance: the same tag twice with other attributes counts twice (semantics 10.4).</summary>
/// <param name="ValidityPeriods">When it counts; empty for always (semantics 10.3).</param>
public sealed record RequestTag(
    string Type,
    ImmutableSortedDictionary<string, string> Attributes,
    ImmutableArray<ValiditySchedule> ValidityPeriods,
    TagPlace Place = TagPlace.Self
)
{
    public static RequestTag Plain(string type) => new(type, ImmutableSortedDictionary<string, string>.Empty, []);
}

/// <summary>A resource with the tags on it, as Ranger's ServiceTags hold them.</summary>
public sealed record TaggedResource(PolicyResource Resource, ImmutableArray<RequestTag> Tags);

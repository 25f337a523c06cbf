using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>Finds the tags of a requested resource (semantics, section 10).</summary>
internal sealed class TagBook
{
    private readonly ImmutableArray<(HierarchyMatcher Resource, ImmutableArray<RequestTag> Tags)> _tagged;
    private readonly ImmutableArray<RequestTag> _all;
    private readonly TimeZoneInfo _zone;

    internal TagBook(EngineFacts facts, Hierarchies hierarchies)
    {
        _tagged = [.. facts.Tags.Select(tagged => (new HierarchyMatcher(hierarchies, tagged.Resource), tagged.Tags))];
        _all = facts.AllTags;
        _zone = facts.Zone;
    }

    /// <summary>Each instance once per resource that carries it, with how that resource lies; expired ones are left out.</summary>
    internal ImmutableArray<RequestTag> Of(AccessRequest request)
    {
        if (!request.Tags.IsDefault)
        {
            return InForce(request.Tags, request);
        }

        if (request.Resource.Levels.IsEmpty && request.IsAny)
        {
            return InForce(_all.Select(tag => tag with { Place = TagPlace.Descendant }), request);
        }

        var countsBelow = request.IsAny || request.Scope == MatchingScope.SelfOrDescendants;
        return InForce(
            _tagged.SelectMany(tagged =>
                tagged.Resource.Match(request.Resource, Substitutions.None, request.ElementScopes).Kind switch
                {
                    MatchKind.None => [],
                    MatchKind.Self => Placed(tagged.Tags, TagPlace.Self),
                    MatchKind.SelfAndAllDescendants => Placed(tagged.Tags, TagPlace.SelfAndAllDescendants),
                    MatchKind.Ancestor => Placed(tagged.Tags, TagPlace.Ancestor),
                    MatchKind.Descendant => countsBelow ? Placed(tagged.Tags, TagPlace.Descendant) : [],
                }
            ),
            request
        );
    }

    private static IEnumerable<RequestTag> Placed(ImmutableArray<RequestTag> tags, TagPlace place) =>
        tags.Select(tag => tag with { Place = place });

    // A period that cannot be read does not end a tag: what it protects stays protected.
    private ImmutableArray<RequestTag> InForce(IEnumerable<RequestTag> tags, AccessRequest request) =>
        [.. tags.Where(tag => Validity.At(tag.ValidityPeriods, request.AccessTime, _zone) != Certainty.No)];
}

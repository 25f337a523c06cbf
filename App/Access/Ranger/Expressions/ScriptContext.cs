using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Requests;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>Lays a request out as the objects that the peer hands to scripts.</summary>
internal static class ScriptContext
{
    internal static ScriptObject Of(
        AccessRequest request,
        ImmutableArray<string> groups,
        ImmutableArray<string> roles,
        ImmutableArray<RequestTag> tags,
        RequestTag? tag
    )
    {
        var user = ScriptValue.Of(
            ScriptObject.Of(
                Texts(request.UserAttributes).Append(new("_name", ScriptValue.Of(request.User))),
                !request.KnowsAttributes
            )
        );
        var groupAttributes = ScriptValue.Of(
            ScriptObject.Of(
                groups.Select(group =>
                    KeyValuePair.Create(
                        group,
                        ScriptValue.Of(
                            ScriptObject.Of(
                                Texts(AttributesOf(request, group)).Append(new("_name", ScriptValue.Of(group))),
                                !request.KnowsAttributes
                            )
                        )
                    )
                )
            )
        );
        var byGroup = Collected(request, groups);
        var resource = ScriptValue.Of(Resource(request.Resource));
        var asked = ScriptObject.Of(
            Facts(request)
                .Concat<KeyValuePair<string, ScriptValue>>([
                    new("resource", resource),
                    new("user", ScriptValue.Of(request.User)),
                    new("userGroups", ScriptValue.Of(groups)),
                    new("userRoles", ScriptValue.Of(roles)),
                    new("userAttributes", user),
                    new("userGroupAttributes", groupAttributes),
                    new("uga", byGroup),
                ]),
            !request.IsComplete
        );
        var tagObjects = ScriptValue.Of(
            ScriptObject.Of(
                tags.GroupBy(each => each.Type)
                    .Select(same => KeyValuePair.Create(same.Key, ScriptValue.Of(Tag(same.Last()))))
            )
        );
        var tagNames = ScriptValue.Of(tags.Select(each => each.Type).Distinct().Order(StringComparer.Ordinal));
        var current = ScriptValue.Of(tag is null ? ScriptObject.Empty : Tag(tag));
        return ScriptObject.Of([
            new("REQ", ScriptValue.Of(asked)),
            new("RES", resource),
            new("USER", user),
            new("UG", groupAttributes),
            new("UGA", byGroup),
            new("UGNAMES", ScriptValue.Of(groups)),
            new("URNAMES", ScriptValue.Of(roles)),
            new("TAG", current),
            new("TAGS", tagObjects),
            new("TAGNAMES", tagNames),
            new(
                "_ctx",
                ScriptValue.Of(
                    ScriptObject.Of([
                        new("request", ScriptValue.Of(asked)),
                        new("tags", tagObjects),
                        new("tagNames", tagNames),
                        new("tag", current),
                    ])
                )
            ),
        ]);
    }

    /// <summary>The tag as the script's <c>tag</c> variable: an object of its own, its attributes inside.</summary>
    internal static ScriptValue TagBean(RequestTag tag) =>
        ScriptValue.Of(
            ScriptObject.Of([
                new("type", ScriptValue.Of(tag.Type)),
                new("attributes", Attributes(tag)),
                new("matchType", ScriptValue.Of(PlaceName(tag.Place))),
            ])
        );

    internal static ScriptValue Attributes(RequestTag? tag) =>
        ScriptValue.Of(tag is null ? ScriptObject.Empty : ScriptObject.Of(Texts(tag.Attributes)));

    internal static ImmutableSortedDictionary<string, string> AttributesOf(AccessRequest request, string group) =>
        request.GroupAttributes.GetValueOrDefault(group) ?? ImmutableSortedDictionary<string, string>.Empty;

    private static ScriptObject Tag(RequestTag tag) =>
        ScriptObject.Of(
            Texts(tag.Attributes)
                .Where(attribute => attribute.Key is not ("_type" or "_matchType"))
                .Concat<KeyValuePair<string, ScriptValue>>([
                    new("_type", ScriptValue.Of(tag.Type)),
                    new("_matchType", ScriptValue.Of(PlaceName(tag.Place))),
                ])
        );

    private static string PlaceName(TagPlace place) =>
        place switch
        {
            TagPlace.Self => "SELF",
            TagPlace.SelfAndAllDescendants => "SELF_AND_ALL_DESCENDANTS",
            TagPlace.Ancestor => "ANCESTOR",
            TagPlace.Descendant => "DESCENDANT",
        };

    private static ScriptObject Resource(AccessResource resource) =>
        ScriptObject.Of(
            resource
                .Levels.Select(level =>
                    KeyValuePair.Create(
                        level.Key,
                        level.Value.IsList
                            ? ScriptValue.Of(level.Value.Values)
                            : ScriptValue.Of(level.Value.Values.FirstOrDefault())
                    )
                )
                .Append(new("_ownerUser", ScriptValue.Of(resource.Owner)))
        );

    // A partial request leaves out what it does not know, so that asking for it stays undecided.
    private static IEnumerable<KeyValuePair<string, ScriptValue>> Facts(AccessRequest request)
    {
        yield return new("accessTime", ScriptValue.Of((double)request.AccessTime.ToUnixTimeMilliseconds()));
        yield return new("accessType", ScriptValue.Of(request.AccessType));
        yield return new(
            "resourceMatchingScope",
            ScriptValue.Of(request.Scope == MatchingScope.Self ? "SELF" : "SELF_OR_DESCENDANTS")
        );
        (string Name, string? Value)[] optional =
        [
            ("action", request.Action),
            ("clientIPAddress", request.ClientAddress),
            ("clientType", request.ClientType),
            ("clusterName", request.ClusterName),
            ("clusterType", request.ClusterType),
            ("remoteIPAddress", request.RemoteAddress),
            ("requestData", request.RequestData),
        ];
        foreach (var (name, value) in optional)
        {
            if (value is not null || request.IsComplete)
            {
                yield return new(name, ScriptValue.Of(value));
            }
        }

        if (request.IsComplete)
        {
            yield return new("forwardedAddresses", ScriptValue.Of(request.ForwardedAddresses));
        }
    }

    // Each attribute over all groups: its first value, and all of them.
    private static ScriptValue Collected(AccessRequest request, ImmutableArray<string> groups)
    {
        var values = groups
            .SelectMany(group => AttributesOf(request, group).Append(new("_name", group)))
            .ToLookup(attribute => attribute.Key, attribute => attribute.Value, StringComparer.Ordinal);
        var isPartial = !request.KnowsAttributes;
        return ScriptValue.Of(
            ScriptObject.Of([
                new(
                    "sVal",
                    ScriptValue.Of(
                        ScriptObject.Of(
                            values.Select(same => KeyValuePair.Create(same.Key, ScriptValue.Of(same.First()))),
                            isPartial
                        )
                    )
                ),
                new(
                    "mVal",
                    ScriptValue.Of(
                        ScriptObject.Of(
                            values.Select(same => KeyValuePair.Create(same.Key, ScriptValue.Of(same))),
                            isPartial
                        )
                    )
                ),
            ])
        );
    }

    private static IEnumerable<KeyValuePair<string, ScriptValue>> Texts(
        ImmutableSortedDictionary<string, string> attributes
    ) =>
        attributes
            .Where(attribute => attribute.Key != "_name")
            .Select(attribute => KeyValuePair.Create(attribute.Key, ScriptValue.Of(attribute.Value)));
}

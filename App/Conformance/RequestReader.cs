using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Reads a request as the peer's engine tests write it (RangerAccessRequestImpl), with what their harness sets around it.</summary>
/// <param name="users">Attributes of users and groups, where a case brings no attributes of its own.</param>
internal sealed class RequestReader(DateTimeOffset now, ImmutableArray<string> notLookedUp, JsonElement? users = null)
{
    /// <summary>Every descendant has to be open too.</summary>
    private const string AllDescendants = "SELF_AND_ALL_DESCENDANTS";

    // The harness trusts these proxies, and runs as this cluster.
    private static readonly string[] s_trustedProxies = ["255.255.255.255", "128.101.101.101", "128.101.101.99"];
    private const string ClusterName = "cl1";
    private const string ClusterType = "on-prem";

    /// <param name="test">Holds the request, and the user and group attributes that go with it.</param>
    public AccessRequest Read(JsonElement test)
    {
        var request = test.Object("request") ?? throw new InvalidDataException("a test has no 'request'");
        var context = request.Object("context");
        var remote = request.Text("remoteIPAddress");
        var read = new AccessRequest
        {
            Resource = CaseValues.Resource(request.Object("resource")),
            AccessType = request.Text("accessType") ?? AccessRequest.AnyAccess,
            User = UserOf(request),
            Groups = request.Texts("userGroups"),
            Roles = request.Texts("userRoles"),
            AccessTime = CaseValues.Instant(request.Text("accessTime")) ?? now,
            RemoteAddress = remote,
            ForwardedAddresses = request.Texts("forwardedAddresses"),
            ClientAddress = request.Text("clientIPAddress") ?? Forwarded(request, remote),
            ClientType = request.Text("clientType"),
            ClusterName = request.Text("clusterName") ?? ClusterName,
            ClusterType = request.Text("clusterType") ?? ClusterType,
            Action = request.Text("action"),
            RequestData = request.Text("requestData"),
            Scope = Scope(request),
            ElementScopes = ElementScopes(request.Object("resourceElementMatchingScopes")),
            IgnoresDescendantDeny = IgnoresDescendantDeny(request),
            AllAccessTypes = context?.Texts("ALLACCESSTYPES") ?? [],
            AccessTypeGroups = Groups(context),
            IgnoredUnlessDenied = context?.Texts("IGNOREIFNOTDENIEDACCESSTYPES") ?? [],
            Context = Context(context),
            UserAttributes = AttributesOf(test, request.Text("user")),
            GroupAttributes = CaseValues
                .Members(test.Object("groupAttributes") ?? users?.Object("groupAttrMapping"))
                .ToImmutableSortedDictionary(
                    group => group.Name,
                    group => CaseValues.Texts(group.Value),
                    StringComparer.Ordinal
                ),
            IsComplete = true,
            NotLookedUp = notLookedUp,
        };
        var tags = context?.Text("TAGS");
        var together = context?.Text("REQUESTED_RESOURCES");
        return tags is null && together is null
            ? read
            : read with
            {
                Tags = tags is null ? default : [.. Embedded(tags).EnumerateArray().Select(CaseValues.Tag)],
                RequestedTogether = together is null ? default : Together(Embedded(together)),
                // The harness builds such requests anew, and leaves these out.
                Roles = [],
                Scope = MatchingScope.Self,
                ElementScopes = ImmutableSortedDictionary<string, ElementScope>.Empty,
                IgnoresDescendantDeny = true,
            };
    }

    /// <summary>How far around the resource a test asks.</summary>
    /// <exception cref="InvalidDataException">By a word that is not known.</exception>
    public static MatchingScope Scope(JsonElement asking) =>
        asking.Text("resourceMatchingScope") switch
        {
            null or "SELF" => MatchingScope.Self,
            "SELF_OR_DESCENDANTS" or AllDescendants => MatchingScope.SelfOrDescendants,
            var other => throw new InvalidDataException($"the scope '{other}' is not known here"),
        };

    /// <summary>How loosely one level is to match.</summary>
    /// <exception cref="InvalidDataException">By a word that is not known.</exception>
    public static ElementScope ElementScopeOf(string? text) =>
        text switch
        {
            null or "SELF" => ElementScope.Self,
            "SELF_OR_CHILD" => ElementScope.SelfOrChild,
            "SELF_OR_PREFIX" => ElementScope.SelfOrPrefix,
            _ => throw new InvalidDataException($"the scope '{text}' is not known here"),
        };

    // The peer has called this by several names.
    private static bool IgnoresDescendantDeny(JsonElement request) =>
        request.Text("resourceMatchingScope") != AllDescendants
        && !request.Flag("checkForDescendantDenial", missing: false)
        && request.Flag("isDescendantDenyIgnored", missing: request.Flag("ignoreDescendantDeny", missing: true));

    // An empty name is a user of its own to the peer: nobody's, but there.
    private static string? UserOf(JsonElement request) =>
        request.TryGetProperty("user", out var user) && user.ValueKind == JsonValueKind.String
            ? user.GetString()
            : null;

    private static string? Forwarded(JsonElement request, string? remote)
    {
        var forwarded = request.Texts("forwardedAddresses");
        return !forwarded.IsEmpty && s_trustedProxies.Contains(remote) ? forwarded[0] : remote;
    }

    private static JsonElement Embedded(string text) => LenientJson.Read(text);

    private static ImmutableArray<AccessResource> Together(JsonElement resources) =>
        [.. resources.Objects("requestedResources").Select(resource => CaseValues.Resource(resource)).Distinct()];

    private static ImmutableArray<ImmutableArray<string>> Groups(JsonElement? context) =>
        context?.Array("ALLACCESSTYPEGROUPS") is { } groups
            ?
            [
                .. groups.Select(group =>
                    group
                        .EnumerateArray()
                        .Where(type => type.ValueKind == JsonValueKind.String)
                        .Select(type => type.GetString()!)
                        .ToImmutableArray()
                ),
            ]
            : [];

    private static ImmutableSortedDictionary<string, ElementScope> ElementScopes(JsonElement? scopes) =>
        CaseValues
            .Texts(scopes)
            .ToImmutableSortedDictionary(
                scope => scope.Key.ToLowerInvariant(),
                scope => ElementScopeOf(scope.Value),
                StringComparer.Ordinal
            );

    private static ImmutableSortedDictionary<string, string> Context(JsonElement? context) =>
        CaseValues.Texts(context).RemoveRange(["TAGS", "REQUESTED_RESOURCES"]);

    private ImmutableSortedDictionary<string, string> AttributesOf(JsonElement test, string? user) =>
        user is not null && (test.Object("userAttributes") ?? users?.Object("userAttrMapping")) is { } all
            ? CaseValues.Texts(all.Object(user))
            : ImmutableSortedDictionary<string, string>.Empty;
}

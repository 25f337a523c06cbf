using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>
/// Whom data sharing (GDS) may concern. It is not evaluated; but where none of its policies names the requester it has no say,
/// and what the other policies decide stands.
/// </summary>
internal sealed class SharedData
{
    private readonly ImmutableArray<PolicyItem> _items;
    private readonly bool _isKnown;

    private SharedData(bool isKnown, ImmutableArray<PolicyItem> items)
    {
        _isKnown = isKnown;
        _items = items;
    }

    /// <summary>Nothing is shared.</summary>
    public static SharedData None { get; } = new(isKnown: true, []);

    /// <param name="shared">Null where a case names a file that is not there: then sharing may concern anybody.</param>
    public static SharedData Of(JsonElement? shared) =>
        shared is not { } known
            ? new(isKnown: false, [])
            : new(
                isKnown: true,
                [
                    .. known
                        .Objects("datasets")
                        .Concat(known.Objects("projects"))
                        .SelectMany(each => each.Objects("policies"))
                        .Select(policy => EngineReader.Policy(policy, "", isTagPolicy: false, zone: null))
                        .SelectMany(policy => policy.AllowItems.AddRange(policy.DenyItems)),
                ]
            );

    public bool Exists => !_isKnown || !_items.IsEmpty;

    public bool MayConcern(AccessRequest request) =>
        !_isKnown
        || _items.Any(item =>
            item.Groups.Contains(PrincipalId.Everyone.Name)
            || item.Roles.Length > 0
            || item.Users.Any(user => user == request.User || user.StartsWith('{'))
            || item.Groups.Any(group => request.Groups.Contains(group))
        );
}

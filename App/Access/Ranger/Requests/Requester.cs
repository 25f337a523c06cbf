using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Access.Ranger.Expressions;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>A request with what the engine found out about it: the roles, the tags, and the tag whose policies are being asked.</summary>
internal sealed class Requester
{
    internal Requester(
        AccessRequest request,
        ImmutableArray<string> roles,
        ImmutableArray<RequestTag> tags,
        RequestTag? tag,
        ConditionRule conditions
    )
    {
        Request = request;
        Roles = roles;
        Tags = tags;
        Tag = tag;
        Conditions = conditions;
        Scope = new(request, roles, tags, tag);
        Substitutions = new(Tokens(request, roles), Scope);
    }

    internal AccessRequest Request { get; }

    internal ImmutableArray<string> Roles { get; }

    internal ImmutableArray<RequestTag> Tags { get; }

    /// <summary>Null while resource policies are asked.</summary>
    internal RequestTag? Tag { get; }

    internal ConditionRule Conditions { get; }

    internal ExpressionScope Scope { get; }

    internal Substitutions Substitutions { get; }

    private static Dictionary<string, string> Tokens(AccessRequest request, ImmutableArray<string> roles)
    {
        const string Prefix = "token:";
        var tokens = request
            .Context.Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[Prefix.Length..], entry => entry.Value, StringComparer.Ordinal);
        if (request.User is { } user)
        {
            tokens["USER"] = user;
        }

        if (request.Resource.Owner is { Length: > 0 } owner)
        {
            tokens["OWNER"] = owner;
        }

        if (!roles.IsEmpty)
        {
            tokens["ROLES"] = $"[{string.Join(", ", roles)}]";
        }

        return tokens;
    }
}

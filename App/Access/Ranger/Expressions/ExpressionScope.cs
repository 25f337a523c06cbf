using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Requests;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>
/// What one request shows to scripts, under the peer's names: REQ, RES, USER, UG, UGA, UGNAMES, URNAMES, TAG, TAGS, TAGNAMES and ctx.
/// Keeps the reasons for which something stayed undecided. Not thread-safe: one per evaluation.
/// </summary>
internal sealed class ExpressionScope
{
    private readonly SortedSet<string> _undecided = new(StringComparer.Ordinal);
    private readonly ImmutableArray<RequestTag> _tags;
    private readonly RequestTag? _tag;
    private readonly ImmutableArray<string> _groups;
    private readonly ImmutableArray<string> _roles;
    private readonly Lazy<ScriptObject> _context;

    /// <param name="roles">The roles that count for the request, given or found.</param>
    /// <param name="tags">All tags of the resource; <paramref name="tag"/> is the one whose policy asks, null for a resource policy.</param>
    internal ExpressionScope(
        AccessRequest request,
        ImmutableArray<string> roles,
        ImmutableArray<RequestTag> tags,
        RequestTag? tag
    )
    {
        Request = request;
        _tags = tags;
        _tag = tag;
        _groups = [.. request.Groups.Order(StringComparer.Ordinal)];
        _roles = [.. roles.Order(StringComparer.Ordinal)];
        _context = new(() => ScriptContext.Of(request, _groups, _roles, tags, tag));
    }

    internal AccessRequest Request { get; }

    internal ImmutableArray<RequestTag> Tags => _tags;

    internal RequestTag? Tag => _tag;

    internal ImmutableArray<string> Groups => _groups;

    internal ImmutableArray<string> Roles => _roles;

    /// <summary>Why something was undecided, each reason once, sorted.</summary>
    internal IEnumerable<string> Reasons => _undecided;

    /// <summary>Keeps the reason and yields no value.</summary>
    internal ScriptValue? Undecided(string reason)
    {
        _undecided.Add(reason);
        return null;
    }

    internal ScriptValue? Named(string name) =>
        name switch
        {
            "tag" => _tag is null ? ScriptValue.Null : ScriptContext.TagBean(_tag),
            "tagAttr" => ScriptContext.Attributes(_tag),
            _ => _context.Value.Members.TryGetValue(name, out var value) ? value
            : ScriptFunctions.Has(name) ? ScriptFunctions.Call(name, [], this)
            : name is "ctx" or "Object" or "JSON" or "java" or "engine" ? Undecided($"the object {name}")
            : ScriptValue.Fault,
        };

    internal ScriptValue? Call(string name, ImmutableArray<ScriptValue> arguments) =>
        name == "J" ? Json(arguments)
        : name == "importPackage" ? ScriptValue.Undefined
        : ScriptFunctions.Has(name) ? ScriptFunctions.Call(name, arguments, this)
        : Undecided($"the function {name}");

    internal ScriptValue? CallOn(string owner, string method, ImmutableArray<ScriptValue> arguments) =>
        owner switch
        {
            "Object" when method == "keys" && arguments is [{ AsObject: { IsPartial: false } members }] =>
                ScriptValue.Of(members.Members.Keys),
            "JSON" when method == "stringify" => Json(arguments),
            "ctx" => ContextFunctions.Call(method, arguments, this),
            _ => Undecided($"the function {owner}.{method}"),
        };

    private static ScriptValue Json(ImmutableArray<ScriptValue> arguments) =>
        arguments is [var value] ? ScriptValue.Of(value.ToJson()?.ToJsonString() ?? "null") : ScriptValue.Fault;
}

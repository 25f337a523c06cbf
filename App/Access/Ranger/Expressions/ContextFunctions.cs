using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Requests;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>The methods of the script's <c>ctx</c>.</summary>
internal static class ContextFunctions
{
    internal static ScriptValue? Call(string method, ImmutableArray<ScriptValue> arguments, ExpressionScope scope)
    {
        var request = scope.Request;
        return (method, arguments.Length) switch
        {
            ("isAccessedAfter", 1) => Accessed(OwnAttribute(scope, arguments[0]), scope, isAfter: true),
            ("isAccessedAfter", 2) => Accessed(Attribute(scope, arguments), scope, isAfter: true),
            ("isAccessedBefore", 1) => Accessed(OwnAttribute(scope, arguments[0]), scope, isAfter: false),
            ("isAccessedBefore", 2) => Accessed(Attribute(scope, arguments), scope, isAfter: false),
            ("getAttributeValue", 1) => ScriptValue.Of(OwnAttribute(scope, arguments[0])),
            ("getAttributeValue", 2) => ScriptValue.Of(Attribute(scope, arguments)),
            ("getTagAttributeAsDate", 2) => Instant(ScriptDates.Read(Attribute(scope, arguments))),
            ("getAsDate", 1) => Instant(ScriptDates.Read(arguments[0].AsText)),
            ("getTagAttributes", 1) => Tagged(scope, arguments[0]) is { } tag
                ? ScriptContext.Attributes(tag)
                : ScriptValue.Null,
            ("getCurrentTagType", 0) => ScriptValue.Of(scope.Tag?.Type),
            ("getCurrentTag", 0) => scope.Named("tag"),
            ("getAllTagTypes", 0) => ScriptValue.Of(scope.Tags.Select(tag => tag.Type).Distinct()),
            ("getAttributeValueForAllMatchingTags", 2) => ScriptValue.Of(
                scope
                    .Tags.Where(tag => tag.Type == arguments[0].AsText)
                    .Select(tag => tag.Attributes.GetValueOrDefault(arguments[1].ToText()))
                    .OfType<string>()
            ),
            ("getRequestContextAttribute", 1) => ContextAttribute(scope, arguments[0].ToText()),
            ("getUser", 0) => ScriptValue.Of(request.User),
            ("getUserGroups", 0) => ScriptValue.Of(scope.Groups),
            ("getUserRoles", 0) => ScriptValue.Of(scope.Roles),
            ("getAccessTime", 0) => ScriptValue.Of(request.AccessTime),
            ("isAccessTypeAny", 0) => ScriptValue.Of(request.IsAny),
            ("isAccessTypeDelegatedAdmin", 0) => ScriptValue.Of(request.IsDelegatedAdmin),
            ("getAction", 0) => Fact(scope, request.Action, "the action"),
            ("getClientIPAddress", 0) => Fact(scope, request.ClientAddress, "the client's address"),
            ("getClientType", 0) => Fact(scope, request.ClientType, "the client's kind"),
            ("getRequestData", 0) => Fact(scope, request.RequestData, "the query"),
            ("getResult", 0) => ScriptValue.Of(false),
            ("logDebug" or "logInfo" or "logWarn" or "logError" or "logFatal", _) => ScriptValue.Undefined,
            _ => Macro(method, arguments, scope),
        };
    }

    // The macros' own spelling: ctx.isInGroup is IS_IN_GROUP, ctx.ugNamesCsvQ is UG_NAMES_Q_CSV.
    private static ScriptValue? Macro(string method, ImmutableArray<ScriptValue> arguments, ExpressionScope scope)
    {
        var words = string.Concat(method.Select(c => char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
        var name = words.EndsWith("_CSV_Q", StringComparison.Ordinal) ? words[..^"_CSV_Q".Length] + "_Q_CSV" : words;
        foreach (var spelled in new[] { name, "GET_" + name })
        {
            if (ScriptFunctions.Has(spelled))
            {
                return ScriptFunctions.Call(spelled, arguments, scope);
            }
        }

        return scope.Undecided($"the function ctx.{method}");
    }

    private static ScriptValue? ContextAttribute(ExpressionScope scope, string name)
    {
        var request = scope.Request;
        return request.Context.TryGetValue(name, out var value) ? ScriptValue.Of(value)
            : request.NotLookedUp.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
                ? scope.Undecided("geolocation is not looked up")
            : request.IsComplete ? ScriptValue.Null
            : scope.Undecided($"{name} is not known");
    }

    private static ScriptValue? Fact(ExpressionScope scope, string? value, string what) =>
        value is not null || scope.Request.IsComplete ? ScriptValue.Of(value) : scope.Undecided($"{what} is not known");

    // Without a date that can be read, everything is after and nothing before.
    private static ScriptValue Accessed(string? date, ExpressionScope scope, bool isAfter)
    {
        var at = scope.Request.AccessTime;
        return ScriptValue.Of(
            ScriptDates.Read(date) is not { } instant ? isAfter
            : isAfter ? at >= instant
            : at <= instant
        );
    }

    private static ScriptValue Instant(DateTimeOffset? instant) =>
        instant is { } known ? ScriptValue.Of(known) : ScriptValue.Null;

    private static string? OwnAttribute(ExpressionScope scope, ScriptValue name) =>
        scope.Tag?.Attributes.GetValueOrDefault(name.ToText());

    private static string? Attribute(ExpressionScope scope, ImmutableArray<ScriptValue> arguments) =>
        Tagged(scope, arguments[0])?.Attributes.GetValueOrDefault(arguments[1].ToText());

    private static RequestTag? Tagged(ExpressionScope scope, ScriptValue type) =>
        scope.Tags.FirstOrDefault(tag => tag.Type == type.AsText);
}

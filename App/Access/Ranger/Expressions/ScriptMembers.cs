using System.Collections.Immutable;
using System.Globalization;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>The properties and methods of texts, lists, instants and objects that conditions use.</summary>
internal static class ScriptMembers
{
    internal static ScriptValue? Property(ScriptValue target, string name, ExpressionScope scope)
    {
        if (target.IsFault || target.IsNothing)
        {
            return ScriptValue.Fault;
        }

        if (target.AsObject is { } members)
        {
            return members.Members.TryGetValue(name, out var value) ? value
                : members.IsPartial ? scope.Undecided($"{name} is not known")
                : ScriptValue.Undefined;
        }

        if (target.AsText is { } text)
        {
            return name == "length" ? ScriptValue.Of(text.Length)
                : TryIndex(name, text.Length, out var at) ? ScriptValue.Of(text[at].ToString())
                : ScriptValue.Undefined;
        }

        return target.AsList is not { } list ? ScriptValue.Undefined
            : name == "length" ? ScriptValue.Of(list.Length)
            : TryIndex(name, list.Length, out var position) ? list[position]
            : ScriptValue.Undefined;
    }

    internal static ScriptValue? Call(
        ScriptValue target,
        string method,
        ImmutableArray<ScriptValue> arguments,
        ExpressionScope scope
    )
    {
        if (target.IsFault || target.IsNothing)
        {
            return ScriptValue.Fault;
        }

        var argument = arguments.IsEmpty ? ScriptValue.Undefined : arguments[0];
        return (
                target.AsText is { } text ? OfText(text, method, arguments, argument)
                : target.AsList is { } list ? OfList(list, method, argument)
                : target.AsInstant is { } instant ? OfInstant(instant, method, argument)
                : target.AsObject is { } members ? OfObject(members, method, argument)
                : method == "toString" ? ScriptValue.Of(target.ToText())
                : null
            ) ?? scope.Undecided($"the method {method}");
    }

    private static ScriptValue? OfText(
        string text,
        string method,
        ImmutableArray<ScriptValue> arguments,
        ScriptValue argument
    ) =>
        method switch
        {
            "indexOf" => ScriptValue.Of(text.IndexOf(argument.ToText(), StringComparison.Ordinal)),
            "lastIndexOf" => ScriptValue.Of(text.LastIndexOf(argument.ToText(), StringComparison.Ordinal)),
            "includes" or "contains" => ScriptValue.Of(text.Contains(argument.ToText(), StringComparison.Ordinal)),
            "startsWith" => ScriptValue.Of(text.StartsWith(argument.ToText(), StringComparison.Ordinal)),
            "endsWith" => ScriptValue.Of(text.EndsWith(argument.ToText(), StringComparison.Ordinal)),
            "equals" => ScriptValue.Of(argument.AsText == text),
            "equalsIgnoreCase" => ScriptValue.Of(text.Equals(argument.AsText, StringComparison.OrdinalIgnoreCase)),
            "toLowerCase" => ScriptValue.Of(text.ToLowerInvariant()),
            "toUpperCase" => ScriptValue.Of(text.ToUpperInvariant()),
            "trim" => ScriptValue.Of(text.Trim()),
            "toString" => ScriptValue.Of(text),
            "isEmpty" => ScriptValue.Of(text.Length == 0),
            "length" => ScriptValue.Of(text.Length),
            "concat" => ScriptValue.Of(text + string.Concat(arguments.Select(value => value.ToText()))),
            "split" => ScriptValue.Of(argument.AsText is { Length: > 0 } by ? text.Split(by) : [text]),
            "substring" or "slice" => ScriptValue.Of(Cut(text, arguments)),
            _ => null,
        };

    private static string Cut(string text, ImmutableArray<ScriptValue> arguments)
    {
        var from = arguments.IsEmpty ? 0 : Bound(arguments[0]);
        var to = arguments.Length > 1 ? Bound(arguments[1]) : text.Length;
        return from <= to ? text[from..to] : "";

        int Bound(ScriptValue value) =>
            double.IsNaN(value.ToNumber()) ? 0 : (int)Math.Clamp(value.ToNumber(), 0, text.Length);
    }

    private static ScriptValue? OfList(ImmutableArray<ScriptValue> list, string method, ScriptValue argument) =>
        method switch
        {
            "indexOf" => ScriptValue.Of(IndexOf(list, argument)),
            "includes" or "contains" => ScriptValue.Of(list.Any(item => item.LooselyEquals(argument))),
            "intersects" => ScriptValue.Of(argument.AsList is { } other && list.Any(item => IndexOf(other, item) >= 0)),
            "isEmpty" => ScriptValue.Of(list.IsEmpty),
            "size" => ScriptValue.Of(list.Length),
            "join" => ScriptValue.Of(
                string.Join(argument.AsText ?? ",", list.Select(item => item.IsNothing ? "" : item.ToText()))
            ),
            "toString" => ScriptValue.Of(ScriptValue.Of(list).ToText()),
            _ => null,
        };

    private static int IndexOf(ImmutableArray<ScriptValue> list, ScriptValue value)
    {
        for (var index = 0; index < list.Length; index++)
        {
            if (list[index].StrictlyEquals(value))
            {
                return index;
            }
        }

        return -1;
    }

    private static ScriptValue? OfInstant(DateTimeOffset instant, string method, ScriptValue argument) =>
        method switch
        {
            "getTime" or "valueOf" => ScriptValue.Of((double)instant.ToUnixTimeMilliseconds()),
            "after" when argument.AsInstant is { } other => ScriptValue.Of(instant > other),
            "before" when argument.AsInstant is { } other => ScriptValue.Of(instant < other),
            "equals" => ScriptValue.Of(argument.AsInstant == instant),
            "toString" => ScriptValue.Of(instant.ToString("O", CultureInfo.InvariantCulture)),
            _ => null,
        };

    private static ScriptValue? OfObject(ScriptObject members, string method, ScriptValue argument) =>
        method switch
        {
            "get" when !members.IsPartial => members.Members.GetValueOrDefault(argument.ToText(), ScriptValue.Null),
            "containsKey" or "hasOwnProperty" when !members.IsPartial => ScriptValue.Of(
                members.Members.ContainsKey(argument.ToText())
            ),
            "isEmpty" when !members.IsPartial => ScriptValue.Of(members.Members.IsEmpty),
            "getType" => members.Members.GetValueOrDefault("type", ScriptValue.Undefined),
            "getAttributes" => members.Members.GetValueOrDefault("attributes", ScriptValue.Undefined),
            "getMatchType" => members.Members.GetValueOrDefault("matchType", ScriptValue.Undefined),
            _ => null,
        };

    private static bool TryIndex(string name, int length, out int index) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < length;
}

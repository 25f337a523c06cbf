using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>The macros that scripts may call, or name without a call: GET_…, HAS_…, IS_… and the …_CSV names.</summary>
internal static class ScriptFunctions
{
    private delegate ScriptValue? Function(ImmutableArray<ScriptValue> arguments, ExpressionScope scope);

    private static readonly FrozenDictionary<string, Function> s_functions = Functions()
        .ToFrozenDictionary(entry => entry.Name, entry => entry.Function, StringComparer.Ordinal);

    internal static bool Has(string name) => s_functions.ContainsKey(name);

    internal static ScriptValue? Call(string name, ImmutableArray<ScriptValue> arguments, ExpressionScope scope) =>
        s_functions[name](arguments, scope);

    private static IEnumerable<(string Name, Function Function)> Functions()
    {
        (string Name, Func<ExpressionScope, IEnumerable<string>?> Names)[] lists =
        [
            ("TAG_NAMES", scope => TagTypes(scope)),
            ("TAG_ATTR_NAMES", scope => scope.Tags.SelectMany(tag => tag.Attributes.Keys)),
            ("UG_NAMES", scope => scope.Groups),
            ("UG_ATTR_NAMES", scope => KnownAttributes(scope, GroupAttributes(scope).Select(pair => pair.Key))),
            ("UR_NAMES", scope => scope.Roles),
            ("USER_ATTR_NAMES", scope => KnownAttributes(scope, scope.Request.UserAttributes.Keys)),
        ];
        foreach (var (name, names) in lists)
        {
            yield return ($"GET_{name}", (arguments, scope) => Joined(Sorted(names(scope)), arguments, false, scope));
            yield return ($"GET_{name}_Q", (arguments, scope) => Joined(Sorted(names(scope)), arguments, true, scope));
            yield return ($"{name}_CSV", (_, scope) => Joined(Sorted(names(scope)), [], false, scope));
            yield return ($"{name}_Q_CSV", (_, scope) => Joined(Sorted(names(scope)), [], true, scope));
        }

        (string Name, Func<ExpressionScope, string, IEnumerable<string>?> Values)[] attributes =
        [
            ("TAG_ATTR", TagValues),
            ("UG_ATTR", (scope, name) => KnownAttributes(scope, GroupValues(scope, name))),
            ("USER_ATTR", UserValues),
        ];
        foreach (var (name, values) in attributes)
        {
            foreach (var isQuoted in new[] { false, true })
            {
                Function function = (arguments, scope) =>
                    arguments.IsEmpty
                        ? ScriptValue.Fault
                        : Joined(values(scope, arguments[0].ToText()), arguments[1..], isQuoted, scope);
                var quoted = isQuoted ? "_Q" : "";
                yield return ($"GET_{name}{quoted}", function);
                yield return ($"GET_{name}{quoted}_CSV", function);
            }
        }

        yield return ("HAS_TAG", Asks((scope, name) => scope.Tags.Any(tag => tag.Type == name)));
        yield return ("HAS_ANY_TAG", Says(scope => !scope.Tags.IsEmpty));
        yield return ("HAS_NO_TAG", Says(scope => scope.Tags.IsEmpty));
        yield return ("HAS_TAG_ATTR", Asks((scope, name) => scope.Tags.Any(tag => tag.Attributes.ContainsKey(name))));
        yield return (
            "HAS_USER_ATTR",
            Asks(
                (scope, name) =>
                    name == "_name" || scope.Request.UserAttributes.ContainsKey(name) ? true
                    : scope.Request.KnowsAttributes ? false
                    : null
            )
        );
        yield return (
            "HAS_UG_ATTR",
            Asks(
                (scope, name) =>
                    GroupValues(scope, name).Any() ? true
                    : scope.Request.KnowsAttributes ? false
                    : null
            )
        );
        yield return ("IS_IN_GROUP", Asks((scope, name) => scope.Groups.Contains(name)));
        yield return ("IS_IN_ROLE", Asks((scope, name) => scope.Roles.Contains(name)));
        yield return ("IS_IN_ANY_GROUP", Says(scope => !scope.Groups.IsEmpty));
        yield return ("IS_IN_ANY_ROLE", Says(scope => !scope.Roles.IsEmpty));
        yield return ("IS_NOT_IN_ANY_GROUP", Says(scope => scope.Groups.IsEmpty));
        yield return ("IS_NOT_IN_ANY_ROLE", Says(scope => scope.Roles.IsEmpty));
        yield return ("IS_ACCESS_TIME_AFTER", (arguments, scope) => ScriptDates.IsAfter(arguments, scope));
        yield return ("IS_ACCESS_TIME_BEFORE", (arguments, scope) => ScriptDates.IsBefore(arguments, scope));
        yield return ("IS_ACCESS_TIME_BETWEEN", (arguments, scope) => ScriptDates.IsBetween(arguments, scope));
    }

    private static Function Says(Func<ExpressionScope, bool> fact) => (_, scope) => ScriptValue.Of(fact(scope));

    private static Function Asks(Func<ExpressionScope, string, bool?> fact) =>
        (arguments, scope) =>
            arguments.IsEmpty ? ScriptValue.Fault
            : fact(scope, arguments[0].ToText()) is { } known ? ScriptValue.Of(known)
            : scope.Undecided("attributes are not known");

    // Arguments, as the peer orders them: what to say where there is nothing, the separator, the quotes.
    private static ScriptValue? Joined(
        IEnumerable<string>? values,
        ImmutableArray<ScriptValue> arguments,
        bool isQuoted,
        ExpressionScope scope
    )
    {
        if (values?.ToArray() is not { } all)
        {
            return scope.Undecided("attributes are not known");
        }

        if (all.Length == 0)
        {
            return ScriptValue.Of(arguments.Length > 0 && !arguments[0].IsNothing ? arguments[0].ToText() : "");
        }

        var open = !isQuoted ? "" : Argument(2, "'");
        var close = !isQuoted ? "" : Argument(3, open);
        return ScriptValue.Of(string.Join(Argument(1, ","), all.Select(value => open + value + close)));

        string Argument(int index, string otherwise) =>
            arguments.Length <= index ? otherwise
            : arguments[index].IsNothing ? ""
            : arguments[index].ToText();
    }

    private static IEnumerable<string>? Sorted(IEnumerable<string>? names) =>
        names?.Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string>? KnownAttributes(ExpressionScope scope, IEnumerable<string> values) =>
        scope.Request.KnowsAttributes ? values : null;

    private static IEnumerable<string> TagTypes(ExpressionScope scope) => scope.Tags.Select(tag => tag.Type);

    private static IEnumerable<string> TagValues(ExpressionScope scope, string name) =>
        scope
            .Tags.OrderBy(tag => tag.Type, StringComparer.Ordinal)
            .Select(tag => tag.Attributes.GetValueOrDefault(name))
            .OfType<string>();

    private static IEnumerable<KeyValuePair<string, string>> GroupAttributes(ExpressionScope scope) =>
        scope.Groups.SelectMany(group => ScriptContext.AttributesOf(scope.Request, group));

    private static IEnumerable<string> GroupValues(ExpressionScope scope, string name) =>
        GroupAttributes(scope).Where(attribute => attribute.Key == name).Select(attribute => attribute.Value);

    private static IEnumerable<string>? UserValues(ExpressionScope scope, string name) =>
        name == "_name" && scope.Request.User is { } user ? [user]
        : scope.Request.UserAttributes.GetValueOrDefault(name) is { } value ? [value]
        : KnownAttributes(scope, []);
}

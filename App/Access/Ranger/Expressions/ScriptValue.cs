using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>A named collection of values; a partial one does not say that what it lacks is absent.</summary>
internal sealed record ScriptObject(ImmutableSortedDictionary<string, ScriptValue> Members, bool IsPartial = false)
{
    internal static ScriptObject Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ScriptValue>(StringComparer.Ordinal));

    internal static ScriptObject Of(IEnumerable<KeyValuePair<string, ScriptValue>> members, bool isPartial = false) =>
        new(members.ToImmutableSortedDictionary(StringComparer.Ordinal), isPartial);
}

/// <summary>What a script computes with: null, undefined, a fault, or a boolean, number, text, instant, list or object.</summary>
internal readonly record struct ScriptValue
{
    private enum Marker
    {
        Undefined,
        Fault,
    }

    private readonly object? _value;

    private ScriptValue(object? value) => _value = value;

    internal static ScriptValue Null { get; } = new(null);

    internal static ScriptValue Undefined { get; } = new(Marker.Undefined);

    /// <summary>The script failed, as where it asks nothing for a member; the peer then goes on without a result.</summary>
    internal static ScriptValue Fault { get; } = new(Marker.Fault);

    internal bool IsNothing => _value is null or Marker.Undefined;

    internal bool IsFault => _value is Marker.Fault;

    internal bool IsUndefined => _value is Marker.Undefined;

    internal bool? AsBoolean => _value as bool?;

    internal string? AsText => _value as string;

    internal ImmutableArray<ScriptValue>? AsList => _value as ImmutableArray<ScriptValue>?;

    internal ScriptObject? AsObject => _value as ScriptObject;

    internal DateTimeOffset? AsInstant => _value as DateTimeOffset?;

    internal bool IsNumber => _value is double;

    internal bool IsTruthy =>
        _value switch
        {
            null or Marker => false,
            bool flag => flag,
            double number => number != 0 && !double.IsNaN(number),
            string text => text.Length > 0,
            _ => true,
        };

    /// <summary>Not a number where there is none in it.</summary>
    internal double ToNumber() =>
        _value switch
        {
            null => 0,
            bool flag => flag ? 1 : 0,
            double number => number,
            DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
            string text when string.IsNullOrWhiteSpace(text) => 0,
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN,
            _ => double.NaN,
        };

    /// <summary>The text that takes an expression's place in a policy's value; nothing reads <c>null</c>, as the peer writes it.</summary>
    internal string ToText() =>
        _value switch
        {
            null or Marker => "null",
            bool flag => flag ? "true" : "false",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            string text => text,
            ImmutableArray<ScriptValue> list => string.Join(',', list.Select(item => item.ToText())),
            DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
            _ => "[object Object]",
        };

    internal JsonNode? ToJson() =>
        _value switch
        {
            null or Marker => null,
            bool flag => JsonValue.Create(flag),
            double number => JsonNode.Parse(number.ToString("R", CultureInfo.InvariantCulture)),
            string text => JsonValue.Create(text),
            ImmutableArray<ScriptValue> list => new JsonArray([.. list.Select(item => item.ToJson())]),
            ScriptObject members => new JsonObject(
                members.Members.Select(member => KeyValuePair.Create(member.Key, member.Value.ToJson()))
            ),
            _ => JsonValue.Create(ToText()),
        };

    /// <summary>JavaScript's <c>==</c>: nothing equals nothing, and a number equals the text that says it.</summary>
    internal bool LooselyEquals(ScriptValue other) =>
        IsNothing || other.IsNothing ? IsNothing && other.IsNothing
        : AsText is { } left && other.AsText is { } right ? left == right
        : IsScalar && other.IsScalar ? ToNumber().Equals(other.ToNumber()) && !double.IsNaN(ToNumber())
        : StrictlyEquals(other);

    internal bool StrictlyEquals(ScriptValue other) => Equals(_value, other._value);

    private bool IsScalar => _value is bool or double or string or DateTimeOffset;

    public override string ToString() => JsonSerializer.Serialize(ToText());

    internal static ScriptValue Of(bool value) => new(value);

    internal static ScriptValue Of(double value) => new(value);

    internal static ScriptValue Of(string? value) => new(value);

    internal static ScriptValue Of(DateTimeOffset value) => new(value);

    internal static ScriptValue Of(ScriptObject value) => new(value);

    internal static ScriptValue Of(IEnumerable<ScriptValue> values) => new(values.ToImmutableArray());

    internal static ScriptValue Of(IEnumerable<string> values) => Of(values.Select(Of));
}

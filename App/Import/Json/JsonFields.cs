using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace GovernanceDashboard.Import.Json;

/// <summary>
/// Reads members of a JSON object as Ranger's and SCIM's writers leave them: missing, null, numbers and booleans as text.
/// What has the wrong shape refuses its record (<see cref="InvalidDataException"/>).
/// </summary>
internal static class JsonFields
{
    /// <summary>Characters. Distinguished names and paths are long; more is no name.</summary>
    public const int LongestName = 8192;

    /// <summary>Null where missing, null or empty.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (!Find(element, name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw new InvalidDataException($"'{name}' should be text"),
        };
    }

    /// <summary>A name: not empty, not too long, no control characters.</summary>
    public static string Name(this JsonElement element, string name)
    {
        var text = element.Text(name) ?? throw new InvalidDataException($"'{name}' is missing");
        return text.Length > LongestName
                ? throw new InvalidDataException($"'{name}' is longer than {LongestName} characters")
            : text.Any(char.IsControl) ? throw new InvalidDataException($"'{name}' holds a control character")
            : text;
    }

    public static bool Flag(this JsonElement element, string name, bool missing)
    {
        if (!Find(element, name, out var value))
        {
            return missing;
        }

        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
            JsonValueKind.String when value.GetString() is "" => missing,
            _ => throw new InvalidDataException($"'{name}' should be true or false"),
        };
    }

    public static long? Number(this JsonElement element, string name)
    {
        if (!Find(element, name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            JsonValueKind.String when value.GetString() is "" => null,
            JsonValueKind.String
                when long.TryParse(
                    value.GetString(),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var number
                ) => number,
            _ => throw new InvalidDataException($"'{name}' should be a whole number"),
        };
    }

    /// <summary>An array of texts; empty where missing. Nulls inside are passed over.</summary>
    public static ImmutableArray<string> Texts(this JsonElement element, string name) =>
        [
            .. element
                .Array(name)
                .Where(value => value.ValueKind != JsonValueKind.Null)
                .Select(value =>
                    value.ValueKind switch
                    {
                        JsonValueKind.String => value.GetString()!,
                        JsonValueKind.Number => value.GetRawText(),
                        _ => throw new InvalidDataException($"'{name}' should hold texts"),
                    }
                ),
        ];

    public static IEnumerable<JsonElement> Array(this JsonElement element, string name)
    {
        if (!Find(element, name, out var value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw new InvalidDataException($"'{name}' should be an array");
    }

    /// <summary>An array of objects; empty where missing.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement element, string name) =>
        element
            .Array(name)
            .Where(value => value.ValueKind != JsonValueKind.Null)
            .Select(value =>
                value.ValueKind == JsonValueKind.Object
                    ? value
                    : throw new InvalidDataException($"'{name}' should hold objects")
            );

    /// <summary>Null where missing.</summary>
    public static JsonElement? Object(this JsonElement element, string name)
    {
        if (!Find(element, name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object
            ? value
            : throw new InvalidDataException($"'{name}' should be an object");
    }

    private static bool Find(JsonElement element, string name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}

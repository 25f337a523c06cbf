using System.Text;
using System.Text.Json;

namespace GovernanceDashboard.Import.Json;

/// <summary>A value inside a JSON file and the line it begins on. Cut without building a tree, so that a large file is never held twice.</summary>
/// <param name="Line">From 1.</param>
internal readonly record struct JsonSlice(ReadOnlyMemory<byte> Utf8, long Line)
{
    private static readonly JsonReaderOptions s_lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public bool IsArray => Utf8.Length > 0 && Utf8.Span[0] == (byte)'[';

    public bool IsObject => Utf8.Length > 0 && Utf8.Span[0] == (byte)'{';

    /// <summary>The root value of a file.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static JsonSlice Of(ReadOnlyMemory<byte> file)
    {
        if (file.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            file = file[Encoding.UTF8.Preamble.Length..];
        }

        var reader = new Utf8JsonReader(file.Span, s_lenient);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var value = new JsonSlice(file[start..(int)reader.BytesConsumed], 1 + Lines(file.Span[..start]));
        while (reader.Read()) { } // a second root value is an error

        return value;
    }

    /// <summary>The members of an object; of members with one name the last counts. Empty for anything else.</summary>
    public Dictionary<string, JsonSlice> Members()
    {
        var members = new Dictionary<string, JsonSlice>(StringComparer.Ordinal);
        if (!IsObject)
        {
            return members;
        }

        var reader = new Utf8JsonReader(Utf8.Span, s_lenient);
        reader.Read();
        var (line, counted) = (Line, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            members[name] = Cut(ref reader, ref line, ref counted);
        }

        return members;
    }

    /// <summary>The elements of an array; empty for anything else.</summary>
    public List<JsonSlice> Elements()
    {
        var elements = new List<JsonSlice>();
        if (!IsArray)
        {
            return elements;
        }

        var reader = new Utf8JsonReader(Utf8.Span, s_lenient);
        reader.Read();
        var (line, counted) = (Line, 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(Cut(ref reader, ref line, ref counted));
        }

        return elements;
    }

    public JsonDocument Parse() =>
        JsonDocument.Parse(
            Utf8,
            new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
        );

    private JsonSlice Cut(ref Utf8JsonReader reader, ref long line, ref int counted)
    {
        var start = (int)reader.TokenStartIndex;
        line += Lines(Utf8.Span[counted..start]);
        counted = start;
        reader.Skip();
        return new(Utf8[start..(int)reader.BytesConsumed], line);
    }

    private static int Lines(ReadOnlySpan<byte> text) => text.Count((byte)'\n');
}

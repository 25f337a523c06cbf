using System.Text;
using System.Text.Json;

namespace GovernanceDashboard.Import.Json;

/// <summary>A value inside a JSON file and the line it begins on. Cut without building a tree, so that a large file is never held twice.</summary>
/// <param name="Line">From 1.</param>
internal readonly record struct JsonSlice(ReadOnlyMemory<byte> Utf8, long Line)
{
    private const int EscapeLength = 6;

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

        if (HalfCharacter(file.Span) is { } at and >= 0)
        {
            throw new JsonException("Half of a character.", null, Lines(file.Span[..at]), null);
        }

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

    /// <summary>Where an escape stands for half of a surrogate pair, which no text can hold; -1 where none does.</summary>
    private static int HalfCharacter(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; at += 2)
        {
            var next = text[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            switch (Surrogate(text[at..]))
            {
                case 'D' when Surrogate(text[(at + EscapeLength)..]) == 'E':
                    at += (2 * EscapeLength) - 2;
                    break;
                case 'D' or 'E':
                    return at;
            }
        }

        return -1;
    }

    /// <summary>D for the first half of a pair, E for the second; 0 for anything else.</summary>
    private static char Surrogate(ReadOnlySpan<byte> text) =>
        text.Length < EscapeLength || text[0] != (byte)'\\' || text[1] != (byte)'u' || (text[2] | 0x20) != (byte)'d'
            ? '\0'
        : text[3] is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b' or (byte)'A' or (byte)'B' ? 'D'
        : text[3]
            is (byte)'c'
                or (byte)'d'
                or (byte)'e'
                or (byte)'f'
                or (byte)'C'
                or (byte)'D'
                or (byte)'E'
                or (byte)'F'
            ? 'E'
        : '\0';

    private static int Lines(ReadOnlySpan<byte> text) => text.Count((byte)'\n');
}

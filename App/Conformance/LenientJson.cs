using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovernanceDashboard.Conformance;

/// <summary>
/// Reads JSON as tolerantly as the peer's reader: comments (<c>#</c>, <c>//</c>, <c>/* */</c>), single quotes, names without quotes,
/// empty array entries, trailing commas, <c>=</c> for a colon and a semicolon for a comma.
/// </summary>
internal sealed class LenientJson
{
    private const int MostNesting = 200;

    private static readonly JsonSerializerOptions s_deep = new() { MaxDepth = MostNesting + 2 };

    private readonly string _text;
    private int _at;
    private int _nesting;

    private LenientJson(string text) => _text = text;

    /// <exception cref="InvalidDataException">The text is no JSON, however read; the message names the line.</exception>
    public static JsonElement Read(string text)
    {
        var reader = new LenientJson(text.TrimStart('\uFEFF'));
        var root = reader.Value();
        reader.SkipBlank();
        return reader._at == reader._text.Length
            ? JsonSerializer.SerializeToElement(root, s_deep)
            : throw reader.Unreadable("something follows the end");
    }

    private JsonNode? Value()
    {
        SkipBlank();
        if (_at == _text.Length)
        {
            throw Unreadable("the text ends too early");
        }

        if (++_nesting > MostNesting)
        {
            throw Unreadable("too deeply nested");
        }

        var value = _text[_at] switch
        {
            '{' => Members(),
            '[' => Items(),
            '"' or '\'' => JsonValue.Create(Quoted()),
            _ => Bare(),
        };
        _nesting--;
        return value;
    }

    private JsonObject Members()
    {
        var members = new JsonObject();
        _at++;
        while (true)
        {
            SkipBlank();
            if (Take('}'))
            {
                return members;
            }

            if (Take(',') || Take(';'))
            {
                continue;
            }

            var name = Peek() is '"' or '\'' ? Quoted() : Word();
            SkipBlank();
            if (!Take(':') && !Take('='))
            {
                throw Unreadable($"'{name}' has no value");
            }

            Take('>');
            members[name] = Value();
        }
    }

    private JsonArray Items()
    {
        var items = new JsonArray();
        _at++;
        while (true)
        {
            SkipBlank();
            if (Take(']'))
            {
                return items;
            }

            if (Take(',') || Take(';'))
            {
                continue;
            }

            items.Add(Value());
        }
    }

    private string Quoted()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        while (Peek() != quote)
        {
            if (_at == _text.Length)
            {
                throw Unreadable("a text does not end");
            }

            var c = _text[_at++];
            text.Append(c == '\\' ? Escaped() : c);
        }

        _at++;

        // An escape may stand for half of a character, which no JSON can hold: the sign for what cannot be shown takes its place.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private char Escaped()
    {
        if (_at == _text.Length)
        {
            throw Unreadable("a text does not end");
        }

        var c = _text[_at++];
        switch (c)
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u'
                when _at + 4 <= _text.Length
                    && ushort.TryParse(
                        _text.AsSpan(_at, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var code
                    ):
                _at += 4;
                return (char)code;
            default:
                return c;
        }
    }

    private JsonNode? Bare()
    {
        var word = Word();
        return word switch
        {
            "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? JsonValue.Create(whole)
            : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? JsonValue.Create(number)
            : JsonValue.Create(word),
        };
    }

    private string Word()
    {
        var start = _at;
        while (
            _at < _text.Length
            && !char.IsWhiteSpace(_text[_at])
            && !"{}[]:,;=#\"'".Contains(_text[_at], StringComparison.Ordinal)
        )
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw Unreadable($"'{Peek()}' is out of place");
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool Take(char c)
    {
        var isNext = Peek() == c;
        _at += isNext ? 1 : 0;
        return isNext;
    }

    private void SkipBlank()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at]))
            {
                _at++;
            }
            else if (_text[_at] == '#' || string.CompareOrdinal(_text, _at, "//", 0, 2) == 0)
            {
                _at = EndAt(_text.IndexOf('\n', _at), 1);
            }
            else if (string.CompareOrdinal(_text, _at, "/*", 0, 2) == 0)
            {
                _at = EndAt(_text.IndexOf("*/", _at + 2, StringComparison.Ordinal), 2);
            }
            else
            {
                return;
            }
        }

        int EndAt(int found, int length) => found < 0 ? _text.Length : found + length;
    }

    private InvalidDataException Unreadable(string why) =>
        new($"line {1 + _text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n')}: {why}");
}

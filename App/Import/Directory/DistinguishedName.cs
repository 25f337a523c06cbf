using System.Text;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Brings distinguished names to one form (RFC 4514, 2253): case, spaces around separators, quotes and escapes do not tell two entries apart.
/// </summary>
internal static class DistinguishedName
{
    private const int Longest = 8192;

    /// <summary>The form to compare by; null for what is no distinguished name.</summary>
    public static string? Normalize(string text)
    {
        if (text.Length is 0 or > Longest)
        {
            return null;
        }

        var parts = new List<string>();
        var siblings = new List<string>(); // of one relative name: a+b is b+a
        var at = 0;
        while (true)
        {
            if (Pair(text, ref at) is not { } pair)
            {
                return null;
            }

            siblings.Add(pair);
            var stop = at < text.Length ? text[at] : '\0';
            if (stop != '+')
            {
                siblings.Sort(StringComparer.Ordinal);
                parts.Add(string.Join('+', siblings));
                siblings.Clear();
            }

            if (stop == '\0')
            {
                return string.Join(',', parts);
            }

            at++;
        }
    }

    /// <summary>The same of a member that may carry a unique id behind its name (RFC 4517, 3.3.21): <c>cn=x,o=y#'0101'B</c>.</summary>
    public static string? NormalizeMember(string text)
    {
        var hash = text.LastIndexOf('#');
        var isId =
            hash > 0
            && text.EndsWith("'B", StringComparison.OrdinalIgnoreCase)
            && text.Length >= hash + 4
            && text[hash + 1] == '\''
            && text.AsSpan()[(hash + 2)..^2].TrimStart("01").IsEmpty;
        return Normalize(isId ? text[..hash] : text);
    }

    private static string? Pair(string text, ref int at)
    {
        var equals = text.IndexOf('=', at);
        if (equals < 0)
        {
            return null;
        }

        var type = text[at..equals].Trim().ToLowerInvariant();
        at = equals + 1;
        return type.Length == 0 || type.AsSpan().ContainsAny(",;+") || Value(text, ref at) is not { } value
            ? null
            : $"{type}={value}";
    }

    /// <summary>Unescaped, in lower case, runs of spaces as one; what would divide names stands escaped again.</summary>
    private static string? Value(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        var isQuoted = at < text.Length && text[at] == '"';
        at += isQuoted ? 1 : 0;
        var bytes = new List<byte>();
        var kept = 0; // up to the last byte that is no trailing space
        while (at < text.Length)
        {
            var character = text[at];
            if (isQuoted ? character == '"' : character is ',' or ';' or '+')
            {
                break;
            }

            var isEscaped = character == '\\';
            if (isEscaped && ++at == text.Length)
            {
                return null;
            }

            if (
                isEscaped
                && at + 1 < text.Length
                && char.IsAsciiHexDigit(text[at])
                && char.IsAsciiHexDigit(text[at + 1])
            )
            {
                bytes.Add(Convert.ToByte(text.Substring(at, 2), 16));
                at += 2;
            }
            else
            {
                var length = char.IsSurrogatePair(text, at) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text, at, length));
                at += length;
            }

            kept = isEscaped || bytes[^1] != (byte)' ' ? bytes.Count : kept;
        }

        if (isQuoted)
        {
            if (at == text.Length)
            {
                return null; // the quote is never closed
            }

            kept = bytes.Count;
            at++;
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }

            if (at < text.Length && text[at] is not (',' or ';' or '+'))
            {
                return null;
            }
        }

        return Folded(Encoding.UTF8.GetString([.. bytes.Take(kept)]));
    }

    private static string Folded(string value)
    {
        var folded = new StringBuilder(value.Length);
        foreach (var character in value.ToLowerInvariant())
        {
            if (character == ' ' && folded.Length > 0 && folded[^1] == ' ')
            {
                continue;
            }

            if (character is ',' or '+' or '\\' or '=')
            {
                folded.Append('\\');
            }

            folded.Append(character);
        }

        return folded.ToString();
    }
}

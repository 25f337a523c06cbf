using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace GovernanceDashboard.Access.Ranger.Expressions;

internal enum ScriptTokenKind
{
    Name,
    Number,
    Text,
    Symbol,
    End,
}

internal readonly record struct ScriptToken(ScriptTokenKind Kind, string Text, bool IsAfterLineBreak = false);

/// <summary>Cuts a script into tokens.</summary>
internal static class ScriptLexer
{
    private static readonly string[] s_symbols =
    [
        "===",
        "!==",
        "&&",
        "||",
        "==",
        "!=",
        "<=",
        ">=",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ".",
        ",",
        ";",
        "?",
        ":",
        "!",
        "<",
        ">",
        "=",
        "+",
        "-",
        "*",
        "/",
        "%",
    ];

    /// <summary>Null where the text holds something that is no token here.</summary>
    internal static ImmutableArray<ScriptToken>? Read(string script)
    {
        var tokens = ImmutableArray.CreateBuilder<ScriptToken>();
        var at = 0;
        while (true)
        {
            var start = at;
            if (!SkipBlank(script, ref at))
            {
                return null;
            }

            var breaks = script.AsSpan(start, at - start).Contains('\n');
            if (at == script.Length)
            {
                tokens.Add(new(ScriptTokenKind.End, "", breaks));
                return tokens.ToImmutable();
            }

            if (Next(script, ref at) is not { } token)
            {
                return null;
            }

            tokens.Add(token with { IsAfterLineBreak = breaks });
        }
    }

    private static ScriptToken? Next(string script, ref int at)
    {
        var c = script[at];
        var start = at;
        if (char.IsLetter(c) || c is '_' or '$')
        {
            while (at < script.Length && (char.IsLetterOrDigit(script[at]) || script[at] is '_' or '$'))
            {
                at++;
            }

            return new(ScriptTokenKind.Name, script[start..at]);
        }

        if (char.IsAsciiDigit(c))
        {
            while (at < script.Length && (char.IsAsciiDigit(script[at]) || script[at] == '.'))
            {
                at++;
            }

            var isNumber = double.TryParse(script.AsSpan(start, at - start), CultureInfo.InvariantCulture, out _);
            return isNumber ? new(ScriptTokenKind.Number, script[start..at]) : null;
        }

        if (c is '\'' or '"')
        {
            return Quoted(script, ref at);
        }

        foreach (var symbol in s_symbols)
        {
            if (string.CompareOrdinal(script, at, symbol, 0, symbol.Length) == 0)
            {
                at += symbol.Length;
                return new(ScriptTokenKind.Symbol, symbol);
            }
        }

        return null;
    }

    private static ScriptToken? Quoted(string script, ref int at)
    {
        var quote = script[at++];
        var text = new StringBuilder();
        while (at < script.Length && script[at] != quote)
        {
            if (script[at] == '\\' && at + 1 < script.Length)
            {
                at++;
                text.Append(
                    script[at] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        var other => other,
                    }
                );
            }
            else
            {
                text.Append(script[at]);
            }

            at++;
        }

        return at++ < script.Length ? new(ScriptTokenKind.Text, text.ToString()) : null;
    }

    // False where a comment does not end.
    private static bool SkipBlank(string script, ref int at)
    {
        while (at < script.Length)
        {
            if (char.IsWhiteSpace(script[at]))
            {
                at++;
            }
            else if (string.CompareOrdinal(script, at, "//", 0, 2) == 0)
            {
                var end = script.IndexOf('\n', at);
                at = end < 0 ? script.Length : end;
            }
            else if (string.CompareOrdinal(script, at, "/*", 0, 2) == 0)
            {
                var end = script.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    return false;
                }

                at = end + 2;
            }
            else
            {
                return true;
            }
        }

        return true;
    }
}

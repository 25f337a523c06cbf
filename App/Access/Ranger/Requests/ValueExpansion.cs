using System.Text;
using System.Text.RegularExpressions;
using GovernanceDashboard.Access.Ranger.Expressions;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>What fills the macros of policy values for one request (semantics 4.5): tokens by name, and expressions.</summary>
/// <param name="Tokens">Null where values are compared as written, as the peer does for security zones.</param>
/// <param name="Scope">What expressions see; null where none are evaluated.</param>
internal sealed record Substitutions(IReadOnlyDictionary<string, string>? Tokens, ExpressionScope? Scope)
{
    internal static Substitutions None { get; } = new(null, null);
}

/// <summary>A policy's text with the macros in it replaced.</summary>
internal static partial class ValueExpansion
{
    internal static bool HasExpression(string text) => Expression().IsMatch(text);

    internal static bool HasToken(string text, MatcherOptions options) =>
        text.Contains(options.TokenEscape, StringComparison.Ordinal)
        || (
            text.Contains(options.TokenStart, StringComparison.Ordinal)
            && text.Contains(options.TokenEnd, StringComparison.Ordinal)
        );

    /// <summary>Null where an expression cannot be evaluated; <paramref name="scope"/> keeps the reason.</summary>
    internal static string? Resolve(string text, ExpressionScope scope)
    {
        var isKnown = true;
        var resolved = Expression()
            .Replace(
                text,
                match =>
                {
                    if (ScriptEvaluator.Evaluate(match.Groups["expr"].Value, scope) is { } value)
                    {
                        return value.ToText();
                    }

                    isKnown = false;
                    return "";
                }
            );
        return isKnown ? resolved : null;
    }

    /// <summary>Replaces <c>{NAME}</c> by its value; a name without a value stays as written.</summary>
    internal static string ReplaceTokens(
        string text,
        MatcherOptions options,
        IReadOnlyDictionary<string, string> tokens
    )
    {
        var result = new StringBuilder(text.Length);
        StringBuilder? token = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == options.TokenEscape)
            {
                var delimiter = token is null ? options.TokenStart : options.TokenEnd;
                var target = token ?? result;
                i++;
                if (i == text.Length || (text[i] != options.TokenEscape && text[i] != delimiter))
                {
                    target.Append(options.TokenEscape); // it escapes nothing, and stands for itself
                }

                if (i < text.Length)
                {
                    target.Append(text[i]);
                }
            }
            else if (token is null)
            {
                if (c == options.TokenStart)
                {
                    token = new StringBuilder();
                }
                else
                {
                    result.Append(c);
                }
            }
            else if (c == options.TokenEnd)
            {
                AppendValue(result, token.ToString());
                token = null;
            }
            else
            {
                token.Append(c);
            }
        }

        return token is null ? result.ToString() : result.Append(options.TokenStart).Append(token).ToString();

        void AppendValue(StringBuilder to, string name)
        {
            if (
                name.StartsWith(options.TokenPrefix, StringComparison.Ordinal)
                && tokens.TryGetValue(name[options.TokenPrefix.Length..], out var value)
            )
            {
                to.Append(value);
            }
            else
            {
                to.Append(options.TokenStart).Append(name).Append(options.TokenEnd);
            }
        }
    }

    [GeneratedRegex(@"\$\{\{(?<expr>.*?)\}\}")]
    private static partial Regex Expression();
}

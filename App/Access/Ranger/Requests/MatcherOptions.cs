using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>Which of Ranger's three matchers compares a level's values (semantics, section 4).</summary>
public enum MatcherKind
{
    /// <summary>Whole text; <c>*</c> and <c>?</c> cross every character.</summary>
    Default,

    /// <summary>Paths: a recursive value also covers what lies below it.</summary>
    Path,

    /// <summary>Like <see cref="Path"/>, for texts with a scheme.</summary>
    Url,
}

/// <summary>How a level compares, with Ranger's defaults (matcherOptions of a service definition; semantics 4.5, 4.6).</summary>
public sealed record MatcherOptions
{
    public required bool WildCard { get; init; }

    public required bool IgnoreCase { get; init; }

    /// <summary>Values that begin with one of <see cref="QuoteChars"/> mind the case although the level does not.</summary>
    public required bool QuotedCaseSensitive { get; init; }

    public required string QuoteChars { get; init; }

    public required bool ReplaceTokens { get; init; }

    public required char TokenStart { get; init; }

    public required char TokenEnd { get; init; }

    public required char TokenEscape { get; init; }

    public required string TokenPrefix { get; init; }

    public required bool ReplaceExpressions { get; init; }

    public required char PathSeparator { get; init; }

    /// <summary>Reads a definition's options by their names there; unknown ones are left alone.</summary>
    public static MatcherOptions Of(ImmutableSortedDictionary<string, string> options)
    {
        var start = Char("tokenDelimiterStart", '{');
        var end = Char("tokenDelimiterEnd", '}');
        var escape = Char("tokenDelimiterEscape", '\\');
        var prefix = options.GetValueOrDefault("tokenDelimiterPrefix") ?? "";

        // Where the delimiters cannot be told apart the peer replaces nothing at all.
        var isUsable = escape != start && escape != end && prefix.AsSpan().IndexOfAny(escape, start, end) < 0;
        return new()
        {
            WildCard = Flag("wildCard", true),
            IgnoreCase = Flag("ignoreCase", true),
            QuotedCaseSensitive = Flag("quotedCaseSensitive", false),
            QuoteChars = options.GetValueOrDefault("quoteChars") ?? "\"",
            ReplaceTokens = Flag("replaceTokens", true) && isUsable,
            TokenStart = start,
            TokenEnd = end,
            TokenEscape = escape,
            TokenPrefix = prefix,
            ReplaceExpressions = Flag("replaceReqExpressions", true),
            PathSeparator = Char("pathSeparatorChar", '/'),
        };

        bool Flag(string name, bool otherwise) =>
            options.GetValueOrDefault(name) is { } text
                ? text.Equals("true", StringComparison.OrdinalIgnoreCase)
                : otherwise;

        char Char(string name, char otherwise) =>
            options.GetValueOrDefault(name) is { Length: > 0 } text ? text[0] : otherwise;
    }
}

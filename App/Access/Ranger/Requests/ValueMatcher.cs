namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>How one level's value met what is asked for.</summary>
internal enum ElementMatch
{
    None,
    Self,
    Child,
    Prefix,
}

/// <summary>One value of a policy's level, made ready to compare (semantics, section 4).</summary>
internal sealed class ValueMatcher
{
    private enum Form
    {
        Exact,
        StartsWith,
        EndsWith,
        Wildcard,
        Below,
        WildcardBelow,
    }

    private readonly LevelDefinition _level;
    private readonly Form _form;
    private readonly string _value;
    private readonly bool _hasExpression;
    private readonly bool _hasToken;

    private ValueMatcher(LevelDefinition level, Form form, string value)
    {
        _level = level;
        _form = form;
        _value = value;
        _hasExpression = level.Options.ReplaceExpressions && ValueExpansion.HasExpression(value);
        _hasToken = level.Options.ReplaceTokens && (_hasExpression || ValueExpansion.HasToken(value, level.Options));
    }

    private bool IsMatchAny => _value.Length == 0;

    /// <summary>Null where the value matches everything, so that the level does.</summary>
    internal static ValueMatcher? Create(LevelDefinition level, string value, bool isRecursive)
    {
        var matcher =
            level.Matcher != MatcherKind.Default && isRecursive ? Recursive(level, value) : Plain(level, value);
        return matcher.IsMatchAny ? null : matcher;
    }

    /// <summary>The value as it stands for this request; null where an expression in it is undecided.</summary>
    internal string? Expand(Substitutions substitutions)
    {
        var value = _value;
        if (_hasExpression && substitutions.Scope is { } scope)
        {
            if (ValueExpansion.Resolve(value, scope) is not { } resolved)
            {
                return null;
            }

            value = resolved;
        }

        return _hasToken && substitutions.Tokens is { Count: > 0 } tokens
            ? ValueExpansion.ReplaceTokens(value, _level.Options, tokens)
            : value;
    }

    internal ElementMatch Match(string expanded, string asked, ElementScope scope) =>
        Covers(expanded, asked) ? ElementMatch.Self
        : scope == ElementScope.SelfOrPrefix && IsPrefix(expanded, asked) ? ElementMatch.Prefix
        : scope == ElementScope.SelfOrChild && _level.Matcher != MatcherKind.Default && CoversChildren(expanded, asked)
            ? ElementMatch.Child
        : ElementMatch.None;

    private bool Covers(string value, string asked)
    {
        var comparison = ComparisonFor(asked);
        return _form switch
        {
            Form.Exact => asked.Equals(value, comparison),
            Form.StartsWith => asked.StartsWith(value, comparison),
            Form.EndsWith => asked.EndsWith(value, comparison),
            Form.Wildcard => Matches(value, asked, comparison),
            Form.Below => IsAtOrBelow(WithoutLastSeparator(value), asked, comparison),
            Form.WildcardBelow => PathWildcard.Matches(value, asked, _level, comparison),
        };
    }

    private bool IsPrefix(string value, string asked)
    {
        var comparison = ComparisonFor(asked);
        return _form switch
        {
            Form.Exact or Form.StartsWith => value.StartsWith(asked, comparison),
            Form.EndsWith => true,
            Form.Wildcard or Form.Below or Form.WildcardBelow => PathWildcard.IsPrefix(value, asked, comparison),
        };
    }

    // The policy stands on a child of what is asked for: without its last step it covers the folder.
    private bool CoversChildren(string value, string asked)
    {
        var separator = _level.Options.PathSeparator;
        var whole = _form == Form.Below ? WithoutLastSeparator(value) : value;
        var cut = whole.LastIndexOf(separator);
        if (cut < 0)
        {
            return false;
        }

        var folder = asked.EndsWith(separator) ? asked[..^1] : asked;
        return _form == Form.Below ? folder.Equals(whole[..cut], ComparisonFor(asked)) : Covers(whole[..cut], folder);
    }

    private StringComparison ComparisonFor(string asked)
    {
        var options = _level.Options;
        var mindsCase =
            !options.IgnoreCase
            || (
                options.QuotedCaseSensitive
                && asked.Length > 0
                && options.QuoteChars.Contains(asked[0], StringComparison.Ordinal)
            );
        return mindsCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
    }

    private bool IsAtOrBelow(string value, string asked, StringComparison comparison) =>
        asked.Equals(value, comparison) || asked.StartsWith(value + _level.Options.PathSeparator, comparison);

    private string WithoutLastSeparator(string value) =>
        value.EndsWith(_level.Options.PathSeparator) ? value[..^1] : value;

    internal static bool Matches(string pattern, string text, StringComparison comparison) =>
        comparison == StringComparison.Ordinal
            ? Wildcard.Matches(pattern, text)
            : Wildcard.Matches(pattern.ToLowerInvariant(), text.ToLowerInvariant());

    private static ValueMatcher Recursive(LevelDefinition level, string value)
    {
        var text = level.Options.WildCard && value.EndsWith(level.Options.PathSeparator) ? value + "*" : value;
        return !level.Options.WildCard || !Wildcard.IsIn(text) ? new(level, Form.Below, text)
            : text == "*" ? new(level, Form.Exact, "")
            : new(level, Form.WildcardBelow, text);
    }

    // The peer decides by where the asterisks stand before any macro is filled in: a login that holds one then compares as text.
    private static ValueMatcher Plain(LevelDefinition level, string value)
    {
        if (!level.Options.WildCard || !Wildcard.IsIn(value))
        {
            return new(level, Form.Exact, value);
        }

        var first = value.IndexOf('*', StringComparison.Ordinal);
        var last = value.LastIndexOf('*');
        var isOneRun =
            !value.Contains('?', StringComparison.Ordinal)
            && value.AsSpan(first, last - first + 1).IndexOfAnyExcept('*') < 0;
        return !isOneRun ? new(level, Form.Wildcard, value)
            : first == 0 ? new(level, Form.EndsWith, value[(last + 1)..])
            : last == value.Length - 1 ? new(level, Form.StartsWith, value[..first])
            : new(level, Form.Wildcard, value);
    }
}

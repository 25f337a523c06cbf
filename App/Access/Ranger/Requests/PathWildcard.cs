namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>Recursive values with wildcards: some ancestor-or-self of the path must match (semantics 4.6).</summary>
internal static class PathWildcard
{
    internal static bool Matches(string pattern, string asked, LevelDefinition level, StringComparison comparison) =>
        level.Matcher == MatcherKind.Url
            ? MatchesUrl(pattern, asked, level.Options.PathSeparator, comparison)
            : MatchesPath(pattern, asked, level.Options.PathSeparator, comparison);

    /// <summary>Whether the pattern may still match something that begins with the text.</summary>
    internal static bool IsPrefix(string pattern, string text, StringComparison comparison)
    {
        // Cutting the pattern anywhere, some beginning of it must match the whole text.
        for (var length = pattern.Length; length >= 0; length--)
        {
            if (ValueMatcher.Matches(pattern[..length], text, comparison))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MatchesPath(string pattern, string asked, char separator, StringComparison comparison)
    {
        if (asked.Length == 0)
        {
            return false;
        }

        var steps = asked.Split(separator, StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length == 0)
        {
            return ValueMatcher.Matches(pattern, asked, comparison);
        }

        return MatchesSteps(
            pattern,
            asked[0] == separator ? separator.ToString() : "",
            steps,
            asked,
            separator,
            comparison
        );
    }

    private static bool MatchesUrl(string pattern, string asked, char separator, StringComparison comparison)
    {
        var url = asked.Trim();
        var colon = url.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0 || url.Contains(":///", StringComparison.Ordinal))
        {
            return false; // nothing but a scheme, two slashes and a path is a url to the peer
        }

        var scheme = url[..(colon + 3)];
        var steps = url[(colon + 3)..].Split(separator, StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length == 0)
        {
            return ValueMatcher.Matches(pattern, asked, comparison);
        }

        return MatchesSteps(pattern, scheme, steps, url, separator, comparison);
    }

    private static bool MatchesSteps(
        string pattern,
        string root,
        string[] steps,
        string asked,
        char separator,
        StringComparison comparison
    )
    {
        for (var depth = 1; depth <= steps.Length; depth++)
        {
            if (ValueMatcher.Matches(pattern, root + string.Join(separator, steps[..depth]), comparison))
            {
                return true;
            }
        }

        // A folder written with its separator is covered by what covers everything in it: /home/ by /home/*.
        return asked[^1] == separator
            && ValueMatcher.Matches(pattern, root + string.Join(separator, steps) + separator, comparison);
    }
}

namespace GovernanceDashboard.Access.Ranger;

/// <summary>Ranger's default matcher: <c>*</c> is any run, <c>?</c> one character, over the whole text (semantics 4.2).</summary>
internal static class Wildcard
{
    internal static bool IsIn(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    /// <summary>Compares ordinally: the caller brings both to one case.</summary>
    internal static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var p = 0;
        var t = 0;
        var star = -1;
        var resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // Let the last star swallow one character more.
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}

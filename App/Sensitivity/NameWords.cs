namespace GovernanceDashboard.Sensitivity;

/// <summary>
/// Cuts a name or a comment into words at everything that is not a letter or digit. Words are lower-cased, and lose
/// trailing digits and a plural s, so that <c>Key_Events2</c> reads "key event".
/// </summary>
internal ref struct NameWords
{
    private readonly Span<char> _text;
    private readonly Span<Range> _words;

    /// <param name="text">What to cut; words beyond the room in <paramref name="words"/> are left out.</param>
    /// <param name="buffer">At least as long as <paramref name="text"/>; holds the words while this value lives.</param>
    public NameWords(ReadOnlySpan<char> text, Span<char> buffer, Span<Range> words)
    {
        _text = buffer;
        _words = words;
        text.ToLowerInvariant(buffer);
        var from = 0;
        for (var at = 0; at <= text.Length && Count < words.Length; at++)
        {
            if (at < text.Length && char.IsAsciiLetterOrDigit(buffer[at]))
            {
                continue;
            }

            if (at > from)
            {
                words[Count++] = new(from, from + StemLength(buffer[from..at]));
            }

            from = at + 1;
        }
    }

    public int Count { get; private set; }

    public readonly ReadOnlySpan<char> this[int word] => _text[_words[word]];

    /// <summary>The stem of one lower-case word, as phrases are spelt.</summary>
    public static string Stem(string word) => word[..StemLength(word)];

    private static int StemLength(ReadOnlySpan<char> word)
    {
        var end = word.TrimEnd("0123456789").Length;
        if (end == 0)
        {
            return word.Length;
        }

        var isPlural = end > 3 && word[end - 1] == 's' && word[end - 2] != 's';
        return isPlural ? end - 1 : end;
    }
}

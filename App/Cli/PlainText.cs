namespace GovernanceDashboard.Cli;

/// <summary>Makes text from a source safe to print: a name with an escape sequence in it must not steer the reader's terminal.</summary>
internal static class PlainText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with every control and line-breaking character replaced.</summary>
    public static string Of(string text) =>
        text.Any(IsUnsafe)
            ? string.Create(
                text.Length,
                text,
                (span, source) =>
                {
                    for (var position = 0; position < span.Length; position++)
                    {
                        span[position] = IsUnsafe(source[position]) ? Replacement : source[position];
                    }
                }
            )
            : text;

    // The last two ranges are the marks that reorder text, with which one name can pose as another.
    private static bool IsUnsafe(char character) =>
        char.IsControl(character)
        || character is '\u2028' or '\u2029'
        || character is >= '\u202A' and <= '\u202E'
        || character is >= '\u2066' and <= '\u2069';
}

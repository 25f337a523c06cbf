using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Cli;

/// <summary>Instants as the command line reads and writes them: ISO 8601 (RFC 3339), UTC, at most milliseconds.</summary>
internal static class Instants
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFzzz",
    ];

    /// <summary>A time without a zone could mean two instants, so it is refused.</summary>
    /// <exception cref="UsageException">The text names no instant.</exception>
    public static DateTimeOffset Parse(string text, string option)
    {
        var zoned = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        if (
            DateTimeOffset.TryParseExact(
                zoned,
                s_formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal,
                out var instant
            )
        )
        {
            return instant;
        }

        var hasTimeOnly = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        throw new UsageException(
            hasTimeOnly
                ? $"{option} '{text}' does not name one instant: it lacks the time of day or the zone."
                : $"{option} '{text}' is not an instant.",
            "an instant in ISO 8601 with its zone, at most to the millisecond; Z stands for UTC",
            $"{option} 2026-03-01T00:00:00Z"
        );
    }

    public static string Format(DateTimeOffset instant) => UtcText.Short(instant);
}

using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Ranger's two spellings of an instant, and its validity periods.</summary>
internal static class RangerInstants
{
    private const string PeriodFormat = "yyyy/MM/dd HH:mm:ss";

    /// <summary>Epoch milliseconds, or <c>yyyyMMdd-HH:mm:ss.SSS-Z</c>, as the writer chose; null where missing.</summary>
    /// <exception cref="InvalidDataException">Neither.</exception>
    public static DateTimeOffset? Instant(this JsonElement element, string name)
    {
        if (element.Text(name) is not { } text)
        {
            return null;
        }

        if (
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        )
        {
            return milliseconds == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }

        return DateTimeOffset.TryParseExact(
            text,
            ["yyyyMMdd-HH:mm:ss.fff-zzz", "yyyyMMdd-HH:mm:ss.fffzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant.ToUniversalTime()
            : throw new InvalidDataException($"'{name}' is no instant that Ranger writes");
    }

    /// <summary>Whether a period holds at the instant; a missing bound bounds nothing, and the end is inclusive (semantics 13).</summary>
    /// <exception cref="InvalidDataException">The period cannot be read.</exception>
    public static bool Holds(string? start, string? end, string? zoneName, DateTimeOffset at)
    {
        var zone = Zone(zoneName);
        return (Bound(start, "startTime", zone) is not { } from || from <= at)
            && (Bound(end, "endTime", zone) is not { } last || at <= last);
    }

    /// <exception cref="InvalidDataException">The period cannot be read.</exception>
    public static void Check(string? start, string? end, string? zoneName) =>
        Holds(start, end, zoneName, DateTimeOffset.UnixEpoch);

    private static DateTimeOffset? Bound(string? text, string name, TimeZoneInfo zone)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (
            !DateTime.TryParseExact(
                text.Trim(),
                PeriodFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var local
            )
        )
        {
            throw new InvalidDataException($"'{name}' of a validity period is not of the form {PeriodFormat}");
        }

        return new(local, zone.GetUtcOffset(local));
    }

    private static TimeZoneInfo Zone(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name.Trim(), out var zone)
            ? zone
            : throw new InvalidDataException("the time zone of a validity period is unknown");
    }
}

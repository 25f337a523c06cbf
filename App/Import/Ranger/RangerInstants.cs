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

    /// <summary>Whether one of the validity periods holds at the instant; also where there is none (semantics 10.3). Bounds are inclusive.</summary>
    /// <exception cref="InvalidDataException">A period cannot be read.</exception>
    public static bool Holds(IEnumerable<JsonElement> periods, DateTimeOffset at)
    {
        var any = false;
        foreach (var period in periods)
        {
            any = true;
            var zone = Zone(period.Text("timeZone"));
            if (
                (Bound(period, "startTime", zone) is not { } start || start <= at)
                && (Bound(period, "endTime", zone) is not { } end || at < end.AddSeconds(1))
            )
            {
                return true;
            }
        }

        return !any;
    }

    private static DateTimeOffset? Bound(JsonElement period, string name, TimeZoneInfo zone)
    {
        if (period.Text(name) is not { } text)
        {
            return null;
        }

        if (
            !DateTime.TryParseExact(
                text,
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
        if (name is null)
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new InvalidDataException("the time zone of a validity period is unknown");
    }
}

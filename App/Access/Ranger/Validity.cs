using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>Whether something holds, where it may not be knowable.</summary>
internal enum Certainty
{
    No,
    Unknown,
    Yes,
}

/// <summary>Whether a policy's validity schedules are in force (semantics, section 13).</summary>
internal static class Validity
{
    private const string Format = "yyyy/MM/dd HH:mm:ss";

    /// <summary>No schedule: always. A recurrence, a zone or a time that cannot be read makes the answer unknown.</summary>
    internal static Certainty At(ImmutableArray<ValiditySchedule> schedules, DateTimeOffset at)
    {
        if (schedules.IsDefaultOrEmpty)
        {
            return Certainty.Yes;
        }

        var states = schedules.Select(schedule => At(schedule, at)).ToArray();
        return Array.Exists(states, state => state == Certainty.Yes) ? Certainty.Yes
            : Array.Exists(states, state => state == Certainty.Unknown) ? Certainty.Unknown
            : Certainty.No;
    }

    private static Certainty At(ValiditySchedule schedule, DateTimeOffset at)
    {
        if (
            !TryZone(schedule.TimeZone, out var zone)
            || !TryInstant(schedule.StartTime, zone, DateTimeOffset.MinValue, out var from)
            || !TryInstant(schedule.EndTime, zone, DateTimeOffset.MaxValue, out var last)
        )
        {
            return Certainty.Unknown;
        }

        // The end is inclusive: half-open, it is one millisecond later (product definitions, "Time").
        return at < from || at > last ? Certainty.No
            : !schedule.Recurrences.IsEmpty ? Certainty.Unknown
            : Certainty.Yes;
    }

    private static bool TryZone(string? name, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        return string.IsNullOrWhiteSpace(name) || TimeZoneInfo.TryFindSystemTimeZoneById(name.Trim(), out zone!);
    }

    private static bool TryInstant(
        string? text,
        TimeZoneInfo zone,
        DateTimeOffset otherwise,
        out DateTimeOffset instant
    )
    {
        instant = otherwise;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        if (
            !DateTime.TryParseExact(
                text.Trim(),
                Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var local
            )
        )
        {
            return false;
        }

        instant = new(local, zone.GetUtcOffset(local));
        return true;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>Whether a policy's validity schedules are in force (semantics, section 13).</summary>
internal static class Validity
{
    private const string Format = "yyyy/MM/dd HH:mm:ss";

    /// <summary>No schedule: always. A field, a zone or a time that cannot be read makes the answer unknown.</summary>
    /// <param name="recurrenceZone">
    /// Where recurrences are read: the peer takes the zone of the machine that decides, not the schedule's. UTC where not given.
    /// </param>
    internal static Certainty At(
        ImmutableArray<ValiditySchedule> schedules,
        DateTimeOffset at,
        TimeZoneInfo? recurrenceZone = null
    )
    {
        if (schedules.IsDefaultOrEmpty)
        {
            return Certainty.Yes;
        }

        return Any(schedules.Select(schedule => At(schedule, at, recurrenceZone ?? TimeZoneInfo.Utc)));
    }

    /// <summary>When the schedule begins, and the first instant after its end: those of the two that it gives and that can be read.</summary>
    internal static IEnumerable<DateTimeOffset> Ends(ValiditySchedule schedule)
    {
        if (!TryZone(schedule.TimeZone, out var zone))
        {
            yield break;
        }

        if (
            TryInstant(schedule.StartTime, zone, DateTimeOffset.MinValue, out var from)
            && from > DateTimeOffset.MinValue
        )
        {
            yield return from;
        }

        if (TryInstant(schedule.EndTime, zone, DateTimeOffset.MaxValue, out var last) && last < DateTimeOffset.MaxValue)
        {
            yield return last.AddMilliseconds(1);
        }
    }

    private static Certainty Any(IEnumerable<Certainty> states) =>
        states.DefaultIfEmpty(Certainty.No).Aggregate(CertaintyLogic.Or);

    private static Certainty At(ValiditySchedule schedule, DateTimeOffset at, TimeZoneInfo recurrenceZone)
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
            : schedule.Recurrences.IsEmpty ? Certainty.Yes
            : Any(
                schedule.Recurrences.Select(recurrence =>
                    RecurrenceRule.At(recurrence, TimeZoneInfo.ConvertTime(at, recurrenceZone).DateTime)
                )
            );
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

using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Section 13: start, end and zone are read; a recurrence is looked for minute by minute, in UTC.</summary>
internal static class ReferenceSchedule
{
    internal static bool IsOff(Policy policy, DateTimeOffset at) =>
        policy.Schedules.Length > 0 && policy.Schedules.All(schedule => !IsWithin(schedule, at));

    internal static bool MayBeOff(Policy policy, DateTimeOffset at) =>
        policy.Schedules.Length > 0 && !policy.Schedules.Any(schedule => IsWithin(schedule, at));

    internal static bool IsWithin(ValiditySchedule schedule, DateTimeOffset at) =>
        IsBetween(schedule, at)
        && (schedule.Recurrences.IsEmpty || schedule.Recurrences.Any(recurrence => Recurs(recurrence, at.UtcDateTime)));

    // Holds where some minute of the last interval is one at which the schedule begins.
    private static bool Recurs(Recurrence recurrence, DateTime now)
    {
        var interval = TimeSpan.FromMinutes((((recurrence.Days * 24) + recurrence.Hours) * 60) + recurrence.Minutes);
        if (interval == TimeSpan.Zero)
        {
            return true; // without an interval the peer sees no recurrence
        }

        var minute = new DateTime(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, DateTimeKind.Utc);
        for (; now - minute <= interval; minute = minute.AddMinutes(-1))
        {
            if (
                Fits(recurrence.Minute, minute.Minute)
                && Fits(recurrence.Hour, minute.Hour)
                && Fits(recurrence.Month, minute.Month)
                && Fits(recurrence.Year, minute.Year)
                && (
                    (recurrence.DayOfMonth is not null && Fits(recurrence.DayOfMonth, minute.Day))
                    || (recurrence.DayOfWeek is not null && Fits(recurrence.DayOfWeek, (int)minute.DayOfWeek + 1))
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(string? field, int value) =>
        field is null
        || field
            .Split(',')
            .Any(part =>
                part.Trim() == "*"
                || part.Split('-') is [var from, .. var rest]
                    && value >= int.Parse(from, CultureInfo.InvariantCulture)
                    && value <= int.Parse(rest is [var to] ? to : from, CultureInfo.InvariantCulture)
            );

    // Compares on the wall clock of the schedule's zone.
    private static bool IsBetween(ValiditySchedule schedule, DateTimeOffset at)
    {
        var zone = string.IsNullOrWhiteSpace(schedule.TimeZone)
            ? TimeZoneInfo.Utc
            : TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        return (string.IsNullOrEmpty(schedule.StartTime) || at >= Read(schedule.StartTime, zone))
            && (string.IsNullOrEmpty(schedule.EndTime) || at < Read(schedule.EndTime, zone).AddMilliseconds(1));
    }

    // Looks for the instants at which the zone's clock shows this: the later of two, and where there is none (the clock jumped over
    // it) the one that the offset before the jump gives.
    private static DateTimeOffset Read(string text, TimeZoneInfo zone)
    {
        var shown = DateTime.ParseExact(text, "yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture);
        var asUtc = new DateTimeOffset(shown, TimeSpan.Zero);
        var candidates = Enumerable
            .Range(-14 * 4, (28 * 4) + 1)
            .Select(quarter => asUtc.AddMinutes(15 * quarter))
            .Where(instant => TimeZoneInfo.ConvertTime(instant, zone).DateTime == shown)
            .ToArray();
        return candidates.Length > 0 ? candidates.Max() : asUtc - zone.GetUtcOffset(asUtc.AddDays(-1));
    }
}

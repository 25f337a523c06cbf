using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Section 13: start, end and zone are read; a recurrence leaves it open whether the policy is in force.</summary>
internal static class ReferenceSchedule
{
    internal static bool IsOff(Policy policy, DateTimeOffset at) =>
        policy.Schedules.Length > 0 && policy.Schedules.All(schedule => !IsWithin(schedule, at));

    internal static bool MayBeOff(Policy policy, DateTimeOffset at) =>
        policy.Schedules.Length > 0
        && !policy.Schedules.Any(schedule => IsWithin(schedule, at) && schedule.Recurrences.IsEmpty);

    // Compares on the wall clock of the schedule's zone.
    private static bool IsWithin(ValiditySchedule schedule, DateTimeOffset at)
    {
        var zone = string.IsNullOrWhiteSpace(schedule.TimeZone)
            ? TimeZoneInfo.Utc
            : TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        var wall = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        return (string.IsNullOrEmpty(schedule.StartTime) || wall >= Read(schedule.StartTime))
            && (string.IsNullOrEmpty(schedule.EndTime) || wall < Read(schedule.EndTime).AddMilliseconds(1));
    }

    private static DateTime Read(string text) =>
        DateTime.ParseExact(text, "yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture);
}

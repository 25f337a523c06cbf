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

    internal static bool IsWithin(ValiditySchedule schedule, DateTimeOffset at)
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

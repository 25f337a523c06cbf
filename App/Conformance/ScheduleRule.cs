using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Conformance;

/// <summary>Whether the peer would accept a schedule at all: it evaluates none that its administrator refuses.</summary>
internal static class ScheduleRule
{
    public static bool IsValid(ValiditySchedule schedule)
    {
        var hasTimes = !string.IsNullOrWhiteSpace(schedule.StartTime) || !string.IsNullOrWhiteSpace(schedule.EndTime);
        return (hasTimes || !schedule.Recurrences.IsEmpty)
            && Time(schedule.StartTime) is var start
            && Time(schedule.EndTime) is var end
            && (string.IsNullOrWhiteSpace(schedule.StartTime) || start is not null)
            && (string.IsNullOrWhiteSpace(schedule.EndTime) || end is not null)
            && !(start > end)
            && (
                string.IsNullOrWhiteSpace(schedule.TimeZone)
                || TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone.Trim(), out _)
            )
            && schedule.Recurrences.All(IsValid);
    }

    private static DateTime? Time(string? text) =>
        DateTime.TryParseExact(
            text?.Trim(),
            "yyyy/MM/dd HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time
            : null;

    private static bool IsValid(Recurrence recurrence) =>
        recurrence is { Days: >= 0 and <= 31, Hours: >= 0 and <= 23, Minutes: >= 0 and <= 59 }
        && recurrence.Days + recurrence.Hours + recurrence.Minutes > 0
        && Fits(recurrence.Minute, 0, 59)
        && Fits(recurrence.Hour, 0, 23)
        && Fits(recurrence.Month, 1, 12)
        && Fits(recurrence.Year, 2017, 2100)
        && !(string.IsNullOrWhiteSpace(recurrence.DayOfMonth) && string.IsNullOrWhiteSpace(recurrence.DayOfWeek))
        && (string.IsNullOrWhiteSpace(recurrence.DayOfMonth) || Fits(recurrence.DayOfMonth, 1, 31))
        && (string.IsNullOrWhiteSpace(recurrence.DayOfWeek) || Fits(recurrence.DayOfWeek, 1, 7));

    private static bool Fits(string? field, int from, int to) =>
        !string.IsNullOrWhiteSpace(field)
        && field
            .Split(',', StringSplitOptions.TrimEntries)
            .All(part =>
                part.Split('-', StringSplitOptions.TrimEntries) is { Length: 1 or 2 } ends
                && ends.All(end =>
                    end == "*"
                    || (
                        int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                        && value >= from
                        && value <= to
                    )
                )
            );
}

using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Whether a recurring schedule holds (semantics, section 13): from its latest start, the minute, hour and day of which fit its fields,
/// for its interval, both ends included. A day fits through the day of the month or of the week, whichever comes later.
/// </summary>
internal static class RecurrenceRule
{
    private const int MinutesPerDay = 24 * 60;

    /// <param name="wall">The clock on the wall of the zone in which recurrences are read.</param>
    internal static Certainty At(Recurrence recurrence, DateTime wall)
    {
        var interval = (recurrence.Days * MinutesPerDay) + (recurrence.Hours * 60) + recurrence.Minutes;
        if (interval <= 0)
        {
            return Certainty.Yes; // without an interval the peer sees no recurrence
        }

        if (
            Field.Read(recurrence.Minute) is not { } minutes
            || Field.Read(recurrence.Hour) is not { } hours
            || Field.Read(recurrence.DayOfMonth) is not { } monthDays
            || Field.Read(recurrence.DayOfWeek) is not { } weekDays
            || Field.Read(recurrence.Month) is not { } months
            || Field.Read(recurrence.Year) is not { } years
        )
        {
            return Certainty.Unknown;
        }

        var hasMonthDays = !string.IsNullOrWhiteSpace(recurrence.DayOfMonth);
        var hasWeekDays = !string.IsNullOrWhiteSpace(recurrence.DayOfWeek);
        for (var back = 0; back <= (interval / MinutesPerDay) + 1; back++)
        {
            var day = wall.Date.AddDays(-back);
            var isFit =
                months.Holds(day.Month)
                && years.Holds(day.Year)
                && (
                    (hasMonthDays && monthDays.Holds(day.Day))
                    || (hasWeekDays && weekDays.Holds((int)day.DayOfWeek + 1))
                );
            if (
                isFit && LatestStart(day, back == 0 ? wall : day.AddDays(1).AddMinutes(-1), hours, minutes) is { } start
            )
            {
                return wall <= start.AddMinutes(interval) ? Certainty.Yes : Certainty.No;
            }
        }

        return Certainty.No;
    }

    private static DateTime? LatestStart(DateTime day, DateTime notAfter, Field hours, Field minutes)
    {
        for (var minute = (int)(notAfter - day).TotalMinutes; minute >= 0; minute--)
        {
            if (hours.Holds(minute / 60) && minutes.Holds(minute % 60))
            {
                return day.AddMinutes(minute);
            }
        }

        return null;
    }

    /// <summary>One field: numbers and ranges, or everything.</summary>
    private readonly record struct Field(ImmutableArray<(int From, int To)> Ranges)
    {
        internal bool Holds(int value) => Ranges.Any(range => value >= range.From && value <= range.To);

        /// <summary>Null where the text cannot be read; a blank field holds everything.</summary>
        internal static Field? Read(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return new([(0, int.MaxValue)]);
            }

            var ranges = ImmutableArray.CreateBuilder<(int, int)>();
            foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            {
                var ends = part.Split('-', StringSplitOptions.TrimEntries);
                if (ends.Contains("*"))
                {
                    return new([(0, int.MaxValue)]);
                }

                if (
                    ends.Length > 2
                    || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                    || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
                )
                {
                    return null;
                }

                ranges.Add((from, to));
            }

            return new(ranges.ToImmutable());
        }
    }
}

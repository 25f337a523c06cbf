using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>
/// Whether the peer's administrator would accept schedules at all, and for how many reasons not: what is refused there is never
/// evaluated. Counts reason by reason as the peer does, over all schedules of a case.
/// </summary>
/// <param name="wall">The clock on the wall now, in the zone of the peer's tests; a schedule without a start begins now.</param>
internal sealed class ScheduleRule(DateTime wall)
{
    private static readonly (string Name, int From, int To)[] s_fields =
    [
        ("minute", 0, 59),
        ("hour", 0, 23),
        ("dayOfMonth", 1, 31),
        ("dayOfWeek", 1, 7),
        ("month", 1, 12),
        ("year", 2017, 2100),
    ];

    public int Failures { get; private set; }

    public bool IsValid(JsonElement schedule)
    {
        var (startText, endText) = (schedule.Text("startTime"), schedule.Text("endTime"));
        JsonElement[] recurrences = [.. schedule.Objects("recurrences")];
        if (startText is null && endText is null && recurrences.Length == 0)
        {
            return Fail();
        }

        var start = Time(startText, wall);
        var end = Time(endText, DateTime.MaxValue);
        if (start is not { } from || end is not { } to)
        {
            return false;
        }

        var isValid = from < to || Fail();
        isValid &= IsZone(schedule.Text("timeZone")) || Fail();
        foreach (var recurrence in recurrences)
        {
            isValid &= HasInterval(recurrence);
            if (isValid)
            {
                foreach (var field in s_fields)
                {
                    isValid &= IsField(recurrence.Object("schedule")!.Value, field, from.Year, to.Year);
                }

                isValid &= Failures == 0;
            }
        }

        return isValid;
    }

    private bool Fail()
    {
        Failures++;
        return false;
    }

    private DateTime? Time(string? text, DateTime otherwise)
    {
        if (text is null)
        {
            return otherwise;
        }

        if (
            DateTime.TryParseExact(
                text,
                "yyyy/M/d H:m:s",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
        {
            return time;
        }

        Fail();
        return null;
    }

    // Names with a blank are another system's; Java's three letters, which mean several zones, are refused by the peer too.
    private static bool IsZone(string? zone) =>
        string.IsNullOrWhiteSpace(zone)
        || (!zone.Contains(' ', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _));

    private bool HasInterval(JsonElement recurrence)
    {
        if (recurrence.Object("interval") is not { } interval || recurrence.Object("schedule") is not { } schedule)
        {
            return Fail();
        }

        var (days, hours, minutes) = (
            interval.Number("days") ?? 0,
            interval.Number("hours") ?? 0,
            interval.Number("minutes") ?? 0
        );
        var isLength =
            days >= 0 && hours is >= 0 and <= 23 && minutes is >= 0 and <= 59 && (days, hours, minutes) != (0, 0, 0);
        var hasDay =
            !string.IsNullOrWhiteSpace(schedule.Text("dayOfMonth"))
            || !string.IsNullOrWhiteSpace(schedule.Text("dayOfWeek"));
        return (isLength || Fail()) & (hasDay || Fail());
    }

    private bool IsField(JsonElement schedule, (string Name, int From, int To) field, int firstYear, int lastYear)
    {
        var text = string.Concat((schedule.Text(field.Name) ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        if (text.Length == 0 && !field.Name.StartsWith("day", StringComparison.Ordinal))
        {
            Fail();
        }

        return text.All(letter => char.IsDigit(letter) || letter is ',' or '-' or '*')
            ? Ranges(text, field.Name, field.From, field.To)
                && (field.Name != "year" || Ranges(text, field.Name, firstYear, lastYear))
            : Fail();
    }

    private bool Ranges(string text, string name, int from, int to)
    {
        var isValid = true;
        var ranges = new List<(int From, int To)>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-', StringSplitOptions.RemoveEmptyEntries);
            if (part.StartsWith('-') || part.EndsWith('-') || ends.Length > 2)
            {
                isValid = Fail();
            }
            else if (ends.Length == 2)
            {
                isValid &= Range(Value(ends[0], from), Value(ends[1], to), isValid);
            }
            else
            {
                isValid &= Value(ends[0], from) is var value && ((value >= from && value <= to) || Fail());
            }
        }

        ranges.Sort();
        for (var one = 0; one < ranges.Count; one++)
        {
            for (var other = one + 1; other < ranges.Count; other++)
            {
                isValid &= ranges[one].To <= ranges[other].From || Fail();
            }
        }

        return isValid;

        // Of years one end may lie outside.
        bool Range(int low, int high, bool isValidSoFar)
        {
            var isWithin =
                name == "year"
                    ? low >= from || high <= to || Fail()
                    : ((low >= from && low <= to) || Fail()) & ((high >= from && high <= to) || Fail());
            if (!isWithin || !isValidSoFar)
            {
                return isWithin;
            }

            if (low >= high || ranges.Exists(known => known.From == low || known.To == high))
            {
                return Fail();
            }

            ranges.Add((low, high));
            return true;
        }
    }

    private static int Value(string text, int otherwise) =>
        text == "*" ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw new InvalidDataException($"'{text}' is no number of a schedule");
}

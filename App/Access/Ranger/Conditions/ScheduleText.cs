using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>A validity schedule written as JSON inside a condition or a tag's option.</summary>
internal static class ScheduleText
{
    /// <summary>Null where the text is no schedule; the peer then goes by the others.</summary>
    internal static ValiditySchedule? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static ValiditySchedule? Of(JsonElement schedule) =>
        schedule.ValueKind != JsonValueKind.Object
            ? null
            : new(
                Text(schedule, "startTime"),
                Text(schedule, "endTime"),
                Text(schedule, "timeZone"),
                schedule.TryGetProperty("recurrences", out var recurrences)
                && recurrences.ValueKind == JsonValueKind.Array
                    ? [.. recurrences.EnumerateArray().Select(Recurrence)]
                    : []
            );

    private static Recurrence Recurrence(JsonElement recurrence)
    {
        var schedule = Part(recurrence, "schedule");
        var interval = Part(recurrence, "interval");
        return new(
            Text(schedule, "minute"),
            Text(schedule, "hour"),
            Text(schedule, "dayOfMonth"),
            Text(schedule, "dayOfWeek"),
            Text(schedule, "month"),
            Text(schedule, "year"),
            Number(interval, "days"),
            Number(interval, "hours"),
            Number(interval, "minutes")
        );
    }

    private static JsonElement Part(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var part) ? part : default;

    private static string? Text(JsonElement parent, string name)
    {
        var part = Part(parent, name);
        return part.ValueKind switch
        {
            JsonValueKind.String => part.GetString(),
            JsonValueKind.Number => part.GetRawText(),
            _ => null,
        };
    }

    private static int Number(JsonElement parent, string name) =>
        int.TryParse(Text(parent, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}

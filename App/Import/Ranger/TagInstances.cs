using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Reads what ServiceTags say of one tag beyond its type: attributes, owner, validity periods (semantics 10).</summary>
internal static class TagInstances
{
    private const string PeriodsOption = "TAG_VALIDITY_PERIODS";

    /// <summary>Null where the tag says no more than its type.</summary>
    /// <exception cref="InvalidDataException">An attribute or a period cannot be read.</exception>
    public static TagInstance? Read(JsonElement tag)
    {
        ImmutableArray<TagAttribute> attributes =
        [
            .. Attributes(tag).OrderBy(attribute => attribute.Name, StringComparer.Ordinal),
        ];
        ImmutableArray<ValiditySchedule> periods =
        [
            .. tag.Objects("validityPeriods").Select(Period),
            .. InOptions(tag),
        ];
        var owner = tag.Text("owner") is { } text and not "0" ? text : null;
        return attributes.IsEmpty && periods.IsEmpty && owner is null ? null : new(attributes, periods, owner);
    }

    /// <summary>Whether one of the periods holds at the instant; also where there is none. Ends are inclusive.</summary>
    public static bool Holds(TagInstance instance, DateTimeOffset at) =>
        instance.ValidityPeriods.IsEmpty
        || instance.ValidityPeriods.Any(period =>
            RangerInstants.Holds(period.StartTime, period.EndTime, period.TimeZone, at)
        );

    private static IEnumerable<TagAttribute> Attributes(JsonElement tag)
    {
        if (tag.Object("attributes") is not { } attributes)
        {
            yield break;
        }

        foreach (var attribute in attributes.EnumerateObject())
        {
            var value = attribute.Value.ValueKind switch
            {
                JsonValueKind.String => attribute.Value.GetString()!,
                JsonValueKind.Null or JsonValueKind.Undefined => null,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => attribute.Value.ToString(),
                JsonValueKind.Object or JsonValueKind.Array => throw new InvalidDataException(
                    "a tag's attribute is no plain value"
                ),
            };
            if (value is null)
            {
                continue;
            }

            if (attribute.Name.Any(char.IsControl) || value.Any(char.IsControl))
            {
                throw new InvalidDataException("a tag's attribute holds control characters");
            }

            yield return new(attribute.Name, value);
        }
    }

    // Older sources put the periods into an option, as JSON in a text.
    private static ImmutableArray<ValiditySchedule> InOptions(JsonElement tag)
    {
        if (tag.Object("options")?.Text(PeriodsOption) is not { } text)
        {
            return [];
        }

        try
        {
            using var periods = JsonDocument.Parse($"{{\"periods\":{text}}}");
            return [.. periods.RootElement.Objects("periods").Select(Period)];
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"'{PeriodsOption}' is not JSON");
        }
    }

    private static ValiditySchedule Period(JsonElement period)
    {
        var schedule = PolicyMapper.Schedule(period);
        RangerInstants.Check(schedule.StartTime, schedule.EndTime, schedule.TimeZone);
        return schedule;
    }
}

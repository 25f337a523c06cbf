using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Small values that several shapes share.</summary>
internal static partial class CaseValues
{
    /// <summary>A map of texts; whatever is no text is written as JSON.</summary>
    public static ImmutableSortedDictionary<string, string> Texts(JsonElement? holder)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var member in Members(holder))
        {
            texts[member.Name] =
                member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
        }

        return texts.ToImmutable();
    }

    public static string NameOf(JsonElement test) =>
        test.ValueKind == JsonValueKind.Object
        && test.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : "a case without a name";

    /// <summary>The members of an object that are not null; none where there is no object.</summary>
    public static IEnumerable<JsonProperty> Members(JsonElement? holder) =>
        holder is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
            : [];

    /// <summary>The requested resource: levels to a text or a list of texts.</summary>
    public static AccessResource Resource(JsonElement? resource)
    {
        var levels = AccessResource.Empty.Levels;
        foreach (var element in Members(resource?.Object("elements")))
        {
            levels = levels.SetItem(element.Name.ToLowerInvariant(), Requested(element.Value));
        }

        return new(levels, resource?.Text("ownerUser"));
    }

    public static RequestedValues Requested(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? new(
                [
                    .. value
                        .EnumerateArray()
                        .Where(item => item.ValueKind == JsonValueKind.String)
                        .Select(item => item.GetString()!),
                ],
                IsList: true
            )
            : AccessResource.One(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());

    /// <summary>Ranger's <c>yyyyMMdd-HH:mm:ss.SSSZ</c>, or ISO 8601 as the peer's reader takes it too; null where there is no text.</summary>
    /// <exception cref="InvalidDataException">The text is no instant.</exception>
    public static DateTimeOffset? Instant(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var match = StampedTime().Match(text);
        if (!match.Success)
        {
            return
                IsoTime().IsMatch(text)
                && DateTimeOffset.TryParse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var iso
                )
                ? iso
                : throw new InvalidDataException($"'{text}' is no instant");
        }

        var local = DateTime.ParseExact(match.Groups["time"].Value, "yyyyMMdd-HH:mm:ss", CultureInfo.InvariantCulture);
        if (match.Groups["milli"].Success)
        {
            local = local.AddMilliseconds(int.Parse(match.Groups["milli"].Value, CultureInfo.InvariantCulture));
        }

        var offset = match.Groups["offset"].Value;
        return new(
            local,
            offset.Length == 0
                ? TimeSpan.Zero
                : TimeSpan.ParseExact(
                    offset[1..],
                    "hhmm",
                    CultureInfo.InvariantCulture,
                    offset[0] == '-' ? TimeSpanStyles.AssumeNegative : TimeSpanStyles.None
                )
        );
    }

    /// <summary>A tag as ServiceTags and requests write it.</summary>
    public static RequestTag Tag(JsonElement tag)
    {
        var periods = tag.Objects("validityPeriods").Select(Schedules.Of).OfType<ValiditySchedule>();
        if (tag.Object("options")?.Text("TAG_VALIDITY_PERIODS") is { } written)
        {
            var embedded = LenientJson.Read(written);
            periods = periods.Concat(
                (embedded.ValueKind == JsonValueKind.Array ? embedded.EnumerateArray().ToArray() : [embedded])
                    .Select(Schedules.Of)
                    .OfType<ValiditySchedule>()
            );
        }

        return new(
            tag.Text("type") ?? "",
            Texts(tag.Object("attributes")),
            [.. periods],
            tag.Text("matchType") switch
            {
                "ANCESTOR" => TagPlace.Ancestor,
                "DESCENDANT" => TagPlace.Descendant,
                "SELF_AND_ALL_DESCENDANTS" => TagPlace.SelfAndAllDescendants,
                _ => TagPlace.Self,
            }
        );
    }

    public static ImmutableArray<string> List(string? commaSeparated) =>
        [.. (commaSeparated ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d(:?\d\d)?)?)?$")]
    private static partial Regex IsoTime();

    [GeneratedRegex(@"^(?<time>\d{8}-\d\d:\d\d:\d\d)(\.(?<milli>\d{3}))?-?(?<offset>[+-]\d{4})?(Z|GMT|UTC)?$")]
    private static partial Regex StampedTime();
}

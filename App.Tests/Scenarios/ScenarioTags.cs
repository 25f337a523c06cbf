using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>A scenario's tags: <c>"sales.orders.ssn": "PII"</c>, several as a list, and with a basis <c>"PII rule"</c>.</summary>
internal static class ScenarioTags
{
    internal static IEnumerable<Classification> Of(string resource, JsonElement tags) =>
        (tags.ValueKind == JsonValueKind.Array ? tags.EnumerateArray().ToArray() : [tags]).Select(tag =>
            tag.ValueKind == JsonValueKind.String
                ? Of(resource, new TagText(tag.GetString()!))
                : Of(resource, tag.Deserialize<TagText>(JsonSerializerOptions.Web)!)
        );

    internal static JsonElement Text(Classification tag)
    {
        var name = tag.Basis == ClassificationBasis.Import ? tag.Class : $"{tag.Class} {tag.Basis}";
        return tag.Instance is not { } instance
            ? JsonSerializer.SerializeToElement(name)
            : JsonSerializer.SerializeToElement(
                new TagText(
                    name,
                    instance.Attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value),
                    [.. instance.ValidityPeriods.Select(ScenarioWriter.Schedule)]
                ),
                ScenarioFile.Options
            );
    }

    private static Classification Of(string resource, TagText text)
    {
        var words = text.Tag.Split(' ');
        return new(
            Resource(resource),
            words[0],
            words.Length == 1 ? ClassificationBasis.Import : Enum.Parse<ClassificationBasis>(words[1], true),
            Instance: text.Attributes is null && text.Periods is null
                ? null
                : new(
                    [.. (text.Attributes ?? []).Select(attribute => new TagAttribute(attribute.Key, attribute.Value))],
                    [.. (text.Periods ?? []).Select(ScenarioEstate.Schedule)]
                )
        );
    }

    internal static ResourceName Resource(string text) =>
        text.Split('.') switch
        {
            [var database] => new(database),
            [var database, var table] => new(database, table),
            [var database, var table, var column] => new(database, table, column),
            _ => throw new InvalidDataException($"{text} is no database, table or column."),
        };

    /// <param name="Tag">Its class, and its basis where the source did not give it.</param>
    private sealed record TagText(
        string Tag,
        Dictionary<string, string>? Attributes = null,
        List<ScheduleText>? Periods = null
    );
}

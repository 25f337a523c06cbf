using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>A scenario's tags: <c>"sales.orders.ssn": "PII"</c>, several as a list, and with a basis <c>"PII rule"</c>.</summary>
internal static class ScenarioTags
{
    internal static IEnumerable<Classification> Of(string resource, JsonElement tags)
    {
        foreach (var tag in ScenarioEstate.Strings(tags))
        {
            var words = tag.Split(' ');
            yield return new(
                Resource(resource),
                words[0],
                words.Length == 1 ? ClassificationBasis.Import : Enum.Parse<ClassificationBasis>(words[1], true)
            );
        }
    }

    internal static string Text(Classification tag) =>
        tag.Basis == ClassificationBasis.Import ? tag.Class : $"{tag.Class} {tag.Basis}";

    internal static ResourceName Resource(string text) =>
        text.Split('.') switch
        {
            [var database] => new(database),
            [var database, var table] => new(database, table),
            [var database, var table, var column] => new(database, table, column),
            _ => throw new InvalidDataException($"{text} is no database, table or column."),
        };
}

using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Cases that look up the tags of a resource.</summary>
internal static class TagCases
{
    public static IEnumerable<CaseResult> Run(JsonElement file, Companions companions, DateTimeOffset now)
    {
        var definition = DefinitionReader.Read(EngineReader.DefinitionOf(file, companions));
        var engine = new RangerEngine(
            EngineReader.WithTags(new() { Definition = definition, Zone = EngineReader.PeerZone }, file)
        );
        foreach (var test in file.Objects("tests").Where(test => test.EnumerateObject().Any()))
        {
            if (KnownFields.UnknownIn(test) is { } unknown)
            {
                yield return CaseResult.Skipped(CaseValues.NameOf(test), unknown);
                continue;
            }

            var found = engine.TagsOf(
                new()
                {
                    Resource = CaseValues.Resource(test.Object("resource")),
                    AccessType = test.Text("accessType") ?? AccessRequest.AnyAccess,
                    AccessTime = now,
                    IsComplete = true,
                }
            );
            yield return CaseResult.Of(
                CaseValues.NameOf(test),
                [
                    (
                        "tags",
                        Listed(test.Objects("result").Select(tag => tag.Text("type") ?? "")),
                        Listed(found.Select(tag => tag.Type))
                    ),
                ]
            );
        }
    }

    private static string Listed(IEnumerable<string> types) => string.Join(", ", types.Order(StringComparer.Ordinal));
}

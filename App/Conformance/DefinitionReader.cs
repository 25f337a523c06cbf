using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Reads a service definition (Ranger's RangerServiceDef).</summary>
internal static class DefinitionReader
{
    /// <exception cref="InvalidDataException">A member has the wrong shape.</exception>
    public static ServiceDefinition Read(JsonElement definition)
    {
        ImmutableArray<LevelDefinition> levels = [.. definition.Objects("resources").Select(Level)];
        return new(
            definition.Text("name") ?? "",
            levels,
            Merged(definition, "dataMaskDef", levels),
            Merged(definition, "rowFilterDef", levels),
            [
                .. definition
                    .Objects("accessTypes")
                    .Where(type => type.Text("name") is not null)
                    .Select(type => new AccessType(
                        type.Text("name")!,
                        type.Texts("impliedGrants"),
                        type.Text("category")
                    )),
            ],
            [
                .. definition
                    .Objects("policyConditions")
                    .Where(condition => condition.Text("name") is not null)
                    .Select(condition => new ConditionDefinition(
                        condition.Text("name")!,
                        condition.Text("evaluator") ?? "",
                        Options(condition, "evaluatorOptions")
                    )),
            ],
            definition.Object("options")?.Flag("enableDenyAndExceptionsInPolicies", missing: true) ?? true
        );
    }

    public static LevelDefinition Level(JsonElement level) =>
        new(
            (level.Text("name") ?? "").ToLowerInvariant(),
            level.Text("parent")?.ToLowerInvariant(),
            (level.Text("matcher") ?? "").Split('.')[^1] switch
            {
                "RangerPathResourceMatcher" => MatcherKind.Path,
                "RangerURLResourceMatcher" => MatcherKind.Url,
                "" or "RangerDefaultResourceMatcher" => MatcherKind.Default,
                var other => throw new InvalidDataException($"the matcher '{other}' is not known here"),
            },
            Options(level, "matcherOptions"),
            IsGiven(level, "isValidLeaf") ? level.Flag("isValidLeaf", missing: false) : null,
            level.Flag("recursiveSupported", missing: false)
        );

    /// <summary>The file that the definition's tag enricher reads; null where it reads none.</summary>
    public static string? TagsFile(JsonElement definition) =>
        Enrichers(definition, "TagEnricher")
            .Select(enricher => enricher.Object("enricherOptions")?.Text("serviceTagsFileName"))
            .FirstOrDefault(file => file is not null);

    /// <summary>
    /// The beginnings of what the definition looks up about a request and nobody does here: where it comes from, and what an enricher
    /// of somebody's own puts under a name.
    /// </summary>
    public static ImmutableArray<string> NotLookedUp(JsonElement definition) =>
        [
            .. Enrichers(definition, "Geolocation").Select(_ => "LOCATION_").Take(1),
            .. Enrichers(definition, "")
                .Select(enricher => enricher.Object("enricherOptions")?.Text("contextName"))
                .OfType<string>(),
        ];

    private static IEnumerable<JsonElement> Enrichers(JsonElement definition, string kind) =>
        definition
            .Objects("contextEnrichers")
            .Where(enricher => enricher.Text("enricher")?.Contains(kind, StringComparison.Ordinal) ?? false);

    private static ImmutableArray<LevelDefinition> Merged(
        JsonElement definition,
        string part,
        ImmutableArray<LevelDefinition> levels
    ) =>
        definition.Object(part) is not { } restated
            ? []
            :
            [
                .. restated
                    .Objects("resources")
                    .Select(level =>
                        levels.FirstOrDefault(known => known.Name == level.Text("name")?.ToLowerInvariant())
                            is { } known
                            ? known.With(Level(level), level.Text("matcher") is not null)
                            : Level(level)
                    ),
            ];

    private static ImmutableSortedDictionary<string, string> Options(JsonElement holder, string name) =>
        CaseValues.Texts(holder.Object(name));

    private static bool IsGiven(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}

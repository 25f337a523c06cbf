using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Reads what a plugin download says of its service: access types, super users, whether denies count.</summary>
internal static class ServiceDefinition
{
    private const string DenyOption = "enableDenyAndExceptionsInPolicies";

    /// <exception cref="JsonException">Never for a file that was read as JSON.</exception>
    public static AccessService Map(string name, Dictionary<string, JsonSlice> members)
    {
        using var definition = Parse(members, "serviceDef");
        using var configuration = Parse(members, "serviceConfig");
        using var tagConfiguration = Parse(members.GetValueOrDefault("tagPolicies").Members(), "serviceConfig");
        using var tagDefinition = Parse(members.GetValueOrDefault("tagPolicies").Members(), "serviceDef");
        return new(
            name,
            definition is null ? AccessService.HiveAccessTypes : AccessTypes(definition.RootElement),
            Names(configuration, "ranger.plugin.super.users"),
            Names(configuration, "ranger.plugin.super.groups"),
            definition?.RootElement.Object("options")?.Flag(DenyOption, missing: true) ?? true
        )
        {
            LiteralMaskLevels = LiteralLevels(definition, "dataMaskDef", ["database", "table", "column"]),
            LiteralFilterLevels = LiteralLevels(definition, "rowFilterDef", ["database", "table"]),
            LogsEveryRead =
                AuditFilters.MayDropReads(configuration) || AuditFilters.MayDropReads(tagConfiguration) ? null : true,
            Conditions = Conditions(definition),
            TagConditions = Conditions(tagDefinition),
        };
    }

    /// <summary>Levels without wildcards: those that say so, and, where they say nothing, those whose access level says so (semantics 2.3).</summary>
    private static ImmutableArray<string> LiteralLevels(
        JsonDocument? definition,
        string part,
        ImmutableArray<string> shipped
    )
    {
        if (definition?.RootElement.Object(part) is not { } restricted)
        {
            return shipped;
        }

        var bases = definition.RootElement.Objects("resources").ToArray();
        return
        [
            .. restricted
                .Objects("resources")
                .Where(level =>
                    !(
                        HasWildcards(level)
                        ?? bases
                            .Where(known => known.Text("name") == level.Text("name"))
                            .Select(HasWildcards)
                            .FirstOrDefault()
                        ?? true
                    )
                )
                .Select(level => level.Text("name")?.ToLowerInvariant())
                .OfType<string>(),
        ];

        static bool? HasWildcards(JsonElement level) =>
            level.Object("matcherOptions")?.Text("wildCard") is { } text
                ? !text.Equals("false", StringComparison.OrdinalIgnoreCase)
                : null;
    }

    private static ImmutableArray<ConditionKind>? Conditions(JsonDocument? definition) =>
        definition is null
            ? null
            :
            [
                .. definition
                    .RootElement.Objects("policyConditions")
                    .Where(kind => kind.Text("name") is not null)
                    .Select(kind => new ConditionKind(
                        kind.Text("name")!,
                        kind.Text("evaluator") ?? "",
                        Options(kind.Object("evaluatorOptions"))
                    )),
            ];

    private static ImmutableArray<ConditionOption> Options(JsonElement? options) =>
        options is { } given
            ?
            [
                .. given
                    .EnumerateObject()
                    .Where(option => option.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                    .Select(option => new ConditionOption(option.Name, option.Value.ToString()))
                    .OrderBy(option => option.Name, StringComparer.Ordinal),
            ]
            : [];

    private static JsonDocument? Parse(Dictionary<string, JsonSlice> members, string name) =>
        members.GetValueOrDefault(name) is { IsObject: true } slice ? slice.Parse() : null;

    private static ImmutableArray<AccessType> AccessTypes(JsonElement definition)
    {
        ImmutableArray<AccessType> types =
        [
            .. definition
                .Objects("accessTypes")
                .Where(type => type.Text("name") is not null)
                .Select(type => new AccessType(type.Text("name")!, type.Texts("impliedGrants"), type.Text("category"))),
        ];
        return types.IsEmpty ? AccessService.HiveAccessTypes : types;
    }

    private static ImmutableArray<string> Names(JsonDocument? configuration, string setting) =>
        [
            .. (configuration?.RootElement.Text(setting) ?? "").Split(
                ',',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
        ];
}

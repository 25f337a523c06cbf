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
        return new(
            name,
            definition is null ? AccessService.HiveAccessTypes : AccessTypes(definition.RootElement),
            Names(configuration, "ranger.plugin.super.users"),
            Names(configuration, "ranger.plugin.super.groups"),
            definition?.RootElement.Object("options")?.Flag(DenyOption, missing: true) ?? true
        );
    }

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

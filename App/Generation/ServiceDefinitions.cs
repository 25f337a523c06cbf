using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>Writes the definitions of the Hive and the tag service: levels and access types, with what <c>all</c> implies.</summary>
internal static class ServiceDefinitions
{
    private const string DefaultMatcher = "org.apache.ranger.plugin.resourcematcher.RangerDefaultResourceMatcher";
    private const string UrlMatcher = "org.apache.ranger.plugin.resourcematcher.RangerURLResourceMatcher";

    public static void WriteHive(Utf8JsonWriter json)
    {
        json.WriteStartObject("serviceDef");
        json.WriteString("name", "hive");
        json.WriteNumber("id", 3);
        json.WriteStartArray("resources");
        WriteLevel(json, "database", 10, null, DefaultMatcher, isLeaf: true);
        WriteLevel(json, "url", 10, null, UrlMatcher, isLeaf: false);
        WriteLevel(json, "table", 20, "database", DefaultMatcher, isLeaf: true);
        WriteLevel(json, "udf", 20, "database", DefaultMatcher, isLeaf: true);
        WriteLevel(json, "column", 30, "table", DefaultMatcher, isLeaf: true);
        json.WriteEndArray();
        WriteAccessTypes(json, prefix: "");
        json.WriteStartObject("options");
        json.WriteString("enableDenyAndExceptionsInPolicies", "true");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteTag(Utf8JsonWriter json)
    {
        json.WriteStartObject("serviceDef");
        json.WriteString("name", "tag");
        json.WriteNumber("id", 100);
        json.WriteStartArray("resources");
        WriteLevel(json, "tag", 1, null, DefaultMatcher, isLeaf: true);
        json.WriteEndArray();
        WriteAccessTypes(json, prefix: "hive:");
        json.WriteEndObject();
    }

    private static void WriteLevel(
        Utf8JsonWriter json,
        string name,
        int level,
        string? parent,
        string matcher,
        bool isLeaf
    )
    {
        var isTag = name == "tag";
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("level", level);
        json.WriteString("parent", parent ?? "");
        json.WriteString("matcher", matcher);
        json.WriteStartObject("matcherOptions");
        json.WriteString("wildCard", isTag ? "false" : "true");
        json.WriteString("ignoreCase", isTag || name == "url" ? "false" : "true");
        json.WriteEndObject();
        json.WriteBoolean("mandatory", true);
        json.WriteBoolean("recursiveSupported", name == "url");
        json.WriteBoolean("excludesSupported", !isTag);
        json.WriteBoolean("isValidLeaf", isLeaf);
        json.WriteEndObject();
    }

    private static void WriteAccessTypes(Utf8JsonWriter json, string prefix)
    {
        json.WriteStartArray("accessTypes");
        foreach (var type in AccessService.HiveAccessTypes)
        {
            json.WriteStartObject();
            json.WriteString("name", prefix + type.Name);
            if (!type.Implied.IsEmpty)
            {
                json.WriteStartArray("impliedGrants");
                foreach (var implied in type.Implied)
                {
                    json.WriteStringValue(prefix + implied);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

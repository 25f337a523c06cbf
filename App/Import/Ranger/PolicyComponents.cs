using System.Text.Json;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Tells which component policies are of, such as Hive or HDFS: as they say themselves, or as their resources give away.</summary>
internal static class PolicyComponents
{
    public const string Hive = "hive";
    public const string Tag = "tag";
    public const string Hdfs = "hdfs";

    private static readonly string[] s_hiveLevels =
    [
        "database",
        "table",
        "column",
        "udf",
        "url",
        "hiveservice",
        "global",
    ];

    /// <summary>Of a plugin download; null where nothing in it says which: then it is Hive's.</summary>
    /// <exception cref="InvalidDataException">What should say it has the wrong shape.</exception>
    public static string? Of(Dictionary<string, JsonSlice> members, IEnumerable<JsonSlice> policies)
    {
        if (members.GetValueOrDefault("serviceDef").Members().TryGetValue("name", out var slice))
        {
            using var name = slice.Parse();
            return name.RootElement.ValueKind == JsonValueKind.String
                ? name.RootElement.GetString()!.ToLowerInvariant()
                : throw new InvalidDataException("'serviceDef' should name its component");
        }

        foreach (var policy in policies.Where(policy => policy.IsObject))
        {
            using var document = policy.Parse();
            if (Of(document.RootElement) is { } component)
            {
                return component;
            }
        }

        return null;
    }

    /// <summary>Of a policy; null where neither it nor its resource's levels tell.</summary>
    /// <param name="ofServices">As <see cref="OfServices"/> found it.</param>
    /// <exception cref="InvalidDataException">What should say it has the wrong shape.</exception>
    public static string? Of(JsonElement policy, Dictionary<string, string>? ofServices = null)
    {
        if (policy.Text("serviceType") is { } type)
        {
            return type.ToLowerInvariant();
        }

        if (policy.Text("service") is { } service && ofServices?.GetValueOrDefault(service) is { } known)
        {
            return known;
        }

        var levels = PolicyMapper.Levels(policy);
        return levels is [Tag] ? Tag
            : levels.Any(level => s_hiveLevels.Contains(level)) ? Hive
            : levels is ["path"] ? Hdfs
            : null;
    }

    /// <summary>By service: one policy that says its service's component says it for all of that service.</summary>
    public static Dictionary<string, string> OfServices(List<JsonSlice> policies)
    {
        var components = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var slice in policies.Where(slice => slice.IsObject))
        {
            using var policy = slice.Parse();
            if (
                policy.RootElement.TryGetProperty("service", out var service)
                && policy.RootElement.TryGetProperty("serviceType", out var type)
                && service.ValueKind == JsonValueKind.String
                && type.ValueKind == JsonValueKind.String
                && type.GetString() is { Length: > 0 } component
            )
            {
                components[service.GetString()!] = component.ToLowerInvariant();
            }
        }

        return components;
    }

    /// <summary>False where a policy says itself to be switched off.</summary>
    public static bool IsEnabled(JsonSlice slice)
    {
        using var policy = slice.Parse();
        return policy.RootElement.ValueKind == JsonValueKind.Object && IsEnabled(policy.RootElement);
    }

    /// <inheritdoc cref="IsEnabled(JsonSlice)"/>
    public static bool IsEnabled(JsonElement policy) =>
        !policy.TryGetProperty("isEnabled", out var isEnabled) || isEnabled.ValueKind != JsonValueKind.False;
}

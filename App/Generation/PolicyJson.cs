using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>Writes a policy in Ranger's own shape (RangerPolicy).</summary>
internal static class PolicyJson
{
    public static void Write(JsonFile file, Policy policy)
    {
        var json = file.Json;
        json.WriteStartObject();
        json.WriteNumber("id", policy.Id);
        json.WriteString("guid", policy.Guid);
        json.WriteBoolean("isEnabled", policy.IsEnabled);
        json.WriteNumber("version", policy.Version!.Value);
        json.WriteNumber("updateTime", policy.UpdatedAt!.Value.ToUnixTimeMilliseconds());
        json.WriteString("updatedBy", policy.UpdatedBy);
        json.WriteString("service", policy.Service);
        json.WriteString("serviceType", policy.IsTagPolicy ? "tag" : "hive");
        json.WriteString("name", policy.Name);
        json.WriteNumber("policyType", (int)policy.Type);
        json.WriteNumber("policyPriority", policy.Priority);
        json.WriteBoolean("isAuditEnabled", policy.IsAuditEnabled);
        json.WriteStartObject("resources");
        foreach (var (level, values) in policy.Resources[0].Levels)
        {
            json.WriteStartObject(level);
            WriteNames(json, "values", values.Values);
            WriteUnlessFalse(json, "isExcludes", values.IsExcludes);
            WriteUnlessFalse(json, "isRecursive", values.IsRecursive);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteItems(json, "policyItems", policy.AllowItems);
        WriteItems(json, "denyPolicyItems", policy.DenyItems);
        WriteItems(json, "allowExceptions", policy.AllowExceptions);
        WriteItems(json, "denyExceptions", policy.DenyExceptions);
        WriteItems(
            json,
            "dataMaskPolicyItems",
            Items(policy, PolicyType.DataMask),
            "dataMaskInfo",
            "dataMaskType",
            "MASK_HASH"
        );
        WriteItems(
            json,
            "rowFilterPolicyItems",
            Items(policy, PolicyType.RowFilter),
            "rowFilterInfo",
            "filterExpr",
            "region = 'us_west'"
        );
        WriteUnlessFalse(json, "isDenyAllElse", policy.IsDenyAllElse);
        WriteSchedules(json, policy.Schedules);
        if (policy.ZoneName is not null)
        {
            json.WriteString("zoneName", policy.ZoneName);
        }

        json.WriteEndObject();
        file.FlushIfFull();
    }

    private static ImmutableArray<PolicyItem> Items(Policy policy, PolicyType type) =>
        policy.Type == type ? policy.MaskOrFilterItems : [];

    // Empty lists are left out, as the peer's download leaves them out.
    private static void WriteItems(
        Utf8JsonWriter json,
        string list,
        ImmutableArray<PolicyItem> items,
        string? info = null,
        string? infoKey = null,
        string? infoValue = null
    )
    {
        if (items.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(list);
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteStartArray("accesses");
            foreach (var access in item.Accesses)
            {
                json.WriteStartObject();
                json.WriteString("type", access.Type);
                json.WriteBoolean("isAllowed", access.IsAllowed);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteNames(json, "users", item.Users);
            WriteNames(json, "groups", item.Groups);
            WriteNames(json, "roles", item.Roles);
            WriteUnlessFalse(json, "delegateAdmin", item.DelegateAdmin);
            if (info is not null)
            {
                json.WriteStartObject(info);
                json.WriteString(infoKey!, infoValue);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string list, ImmutableArray<string> names)
    {
        if (names.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(list);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    // A missing flag is false (semantics 1.1); thousands of policies are easier to read without them.
    private static void WriteUnlessFalse(Utf8JsonWriter json, string name, bool flag)
    {
        if (flag)
        {
            json.WriteBoolean(name, flag);
        }
    }

    private static void WriteSchedules(Utf8JsonWriter json, ImmutableArray<ValiditySchedule> schedules)
    {
        if (schedules.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("validitySchedules");
        foreach (var schedule in schedules)
        {
            json.WriteStartObject();
            json.WriteString("startTime", schedule.StartTime);
            json.WriteString("endTime", schedule.EndTime);
            json.WriteString("timeZone", schedule.TimeZone);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

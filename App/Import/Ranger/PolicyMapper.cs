using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Maps one Ranger policy with Ranger's defaults (access semantics 1.1 and 1.2). What has the wrong shape refuses the policy.</summary>
internal static class PolicyMapper
{
    /// <param name="service">Where the policy does not name its own.</param>
    /// <param name="zone">The zone whose list holds the policy; null for the policy's own word.</param>
    public static Policy Map(JsonElement policy, string service, bool isTagPolicy, string? zone) =>
        new(
            policy.Number("id") ?? throw new InvalidDataException("'id' is missing"),
            policy.Text("guid"),
            policy.Text("name") ?? "",
            policy.Text("service") ?? service,
            isTagPolicy,
            policy.Flag("isEnabled", missing: true),
            policy.Flag("isAuditEnabled", missing: true),
            TypeOf(policy.Number("policyType") ?? 0),
            Priority(policy),
            [.. Resources(policy)],
            Items(policy, "policyItems"),
            Items(policy, "denyPolicyItems"),
            Items(policy, "allowExceptions"),
            Items(policy, "denyExceptions"),
            policy.Flag("isDenyAllElse", missing: false),
            [.. policy.Objects("validitySchedules").Select(Schedule)],
            Conditions(policy),
            zone ?? policy.Text("zoneName"),
            policy.Number("version"),
            policy.Instant("updateTime"),
            policy.Text("updatedBy"),
            [.. Items(policy, "dataMaskPolicyItems"), .. Items(policy, "rowFilterPolicyItems")]
        );

    /// <summary>A map of levels as policies and security zones write it.</summary>
    public static PolicyResource Resource(JsonElement levels)
    {
        var mapped = ImmutableSortedDictionary.CreateBuilder<string, ResourceValues>(StringComparer.Ordinal);
        foreach (var level in levels.EnumerateObject())
        {
            if (!mapped.TryAdd(level.Name.ToLowerInvariant(), Values(levels, level)))
            {
                throw new InvalidDataException("a resource names one level twice");
            }
        }

        return new(mapped.ToImmutable());
    }

    /// <summary>The levels that the first resource names, lower-cased; empty where there is none.</summary>
    public static IReadOnlyList<string> Levels(JsonElement policy) =>
        policy.Object("resources") is { } resource
            ? [.. resource.EnumerateObject().Select(level => level.Name.ToLowerInvariant())]
            : [];

    private static IEnumerable<PolicyResource> Resources(JsonElement policy)
    {
        if (policy.Object("resources") is { } resource)
        {
            yield return Resource(resource);
        }

        foreach (var additional in policy.Objects("additionalResources"))
        {
            yield return Resource(additional);
        }
    }

    private static ResourceValues Values(JsonElement levels, JsonProperty level) =>
        level.Value.ValueKind switch
        {
            JsonValueKind.Array => new(levels.Texts(level.Name)), // zones write the values alone
            JsonValueKind.Object => new(
                level.Value.Texts("values"),
                level.Value.Flag("isExcludes", missing: false),
                level.Value.Flag("isRecursive", missing: false)
            ),
            _ => throw new InvalidDataException("a resource level has no values"),
        };

    private static ImmutableArray<PolicyItem> Items(JsonElement policy, string list) =>
        [
            .. policy
                .Objects(list)
                .Select(item => new PolicyItem(
                    [.. item.Objects("accesses").Select(Access)],
                    item.Texts("users"),
                    item.Texts("groups"),
                    item.Texts("roles"),
                    Conditions(item),
                    item.Flag("delegateAdmin", missing: false),
                    item.Object("dataMaskInfo") is { } mask
                        ? new(
                            mask.Text("dataMaskType") ?? throw new InvalidDataException("a mask has no type"),
                            mask.Text("conditionExpr"),
                            mask.Text("valueExpr")
                        )
                        : null,
                    item.Object("rowFilterInfo") is { } filter ? filter.Text("filterExpr") ?? "" : null
                )),
        ];

    private static ItemAccess Access(JsonElement access) =>
        new(
            access.Text("type") ?? throw new InvalidDataException("an access has no type"),
            access.Flag("isAllowed", missing: true)
        );

    private static ImmutableArray<PolicyCondition> Conditions(JsonElement holder) =>
        [
            .. holder
                .Objects("conditions")
                .Select(condition => new PolicyCondition(condition.Text("type") ?? "", condition.Texts("values"))),
        ];

    /// <summary>A validity schedule of a policy, or a validity period of a tag.</summary>
    public static ValiditySchedule Schedule(JsonElement schedule) =>
        new(
            schedule.Text("startTime"),
            schedule.Text("endTime"),
            schedule.Text("timeZone"),
            [.. schedule.Objects("recurrences").Select(Recurrence)]
        );

    private static Recurrence Recurrence(JsonElement recurrence)
    {
        var schedule = recurrence.Object("schedule");
        var interval = recurrence.Object("interval");
        return new(
            schedule?.Text("minute"),
            schedule?.Text("hour"),
            schedule?.Text("dayOfMonth"),
            schedule?.Text("dayOfWeek"),
            schedule?.Text("month"),
            schedule?.Text("year"),
            Length("days"),
            Length("hours"),
            Length("minutes")
        );

        int Length(string unit) => Small(interval?.Number(unit) ?? 0, unit);
    }

    // A number, or the word that the administrator's pages show for it.
    private static int Priority(JsonElement policy)
    {
        const string Member = "policyPriority";
        return policy.TryGetProperty(Member, out var written) && written.ValueKind == JsonValueKind.String
            ? written.GetString()!.Trim().ToUpperInvariant() switch
            {
                "NORMAL" => 0,
                "OVERRIDE" => 1,
                _ => Small(policy.Number(Member) ?? 0, Member),
            }
            : Small(policy.Number(Member) ?? 0, Member);
    }

    private static int Small(long number, string member) =>
        number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw new InvalidDataException($"'{member}' is out of range");

    private static PolicyType TypeOf(long number) =>
        number switch
        {
            0 => PolicyType.Access,
            1 => PolicyType.DataMask,
            2 => PolicyType.RowFilter,
            3 => PolicyType.Audit,
            _ => throw new InvalidDataException("'policyType' is not 0 to 3"),
        };
}

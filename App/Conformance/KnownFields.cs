using System.Collections.Frozen;
using System.Text.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>
/// What cases may hold. A member that nobody here has heard of might change the decision, so that its case is skipped with the member's
/// name; what only describes is passed over.
/// </summary>
internal static class KnownFields
{
    private static readonly FrozenSet<string> s_file = Names(
        """
        serviceName serviceId serviceDef serviceDefFilename policies policiesFilename servicePolicies tagPolicyInfo tagPolicies
        securityZones userRoles groupRoles roleRoles auditMode serviceConfig superUsers superGroups auditExcludedUsers
        auditExcludedGroups auditExcludedRoles tests updatedPolicies updatedTests testCases tags tagsFilename roles rolesFilename
        userStore userStoreFilename gdsInfo gdsInfoFilename op tagModel tagDefinitions serviceResources resourceToTagIds tagVersion
        tagUpdateTime isDelta isTagsDeduped tagsChangeExtent policyVersion policyUpdateTime
        """
    );

    private static readonly FrozenSet<string> s_testCase = Names(
        "servicePolicies serviceDef resourceDef policyResource policyResources tests"
    );

    private static readonly FrozenSet<string> s_test = Names(
        """
        request result dataMaskResult rowFilterResult resourceAccessInfo userAttributes groupAttributes acls resource accessType
        resourceMatchingScope userPermissions groupPermissions rolePermissions rowFilters dataMasks input evalContext matchingScope
        scope type policy
        """
    );

    private static readonly FrozenSet<string> s_request = Names(
        """
        resource accessType user userGroups userRoles accessTime clientIPAddress remoteIPAddress forwardedAddresses clientType action
        requestData sessionId context clusterName clusterType resourceMatchingScope resourceElementMatchingScopes
        isDescendantDenyIgnored ignoreDescendantDeny checkForDescendantDenial inlinePolicy isAccessTypeAny isAccessTypeDelegatedAdmin
        """
    );

    private static readonly FrozenSet<string> s_resource = Names(
        "elements ownerUser stringifiedValue stringifiedCacheKeyValue leafName"
    );

    private static readonly FrozenSet<string> s_policy = Names(
        """
        isEnabled createdBy updatedBy createTime updateTime version service policyType policyPriority resourceSignature isAuditEnabled
        resources additionalResources conditions policyItems denyPolicyItems allowExceptions denyExceptions dataMaskPolicyItems
        rowFilterPolicyItems serviceType options validitySchedules policyLabels zoneName isDenyAllElse policyText
        """
    );

    private static readonly FrozenSet<string> s_item = Names(
        "accesses users groups roles conditions delegateAdmin dataMaskInfo rowFilterInfo"
    );

    private static readonly FrozenSet<string> s_anywhere = Names(
        "name id guid description displayName label comment comments note notes desc"
    );

    private static readonly string[] s_itemLists =
    [
        "policyItems",
        "denyPolicyItems",
        "allowExceptions",
        "denyExceptions",
        "dataMaskPolicyItems",
        "rowFilterPolicyItems",
    ];

    /// <summary>Why a whole file is beyond us: a member of the file, of a list of cases, or of a policy. Null where all are known.</summary>
    public static string? Unknown(JsonElement file) =>
        Other(file, s_file, "the file")
        ?? First(file, "testCases", testCase => Other(testCase, s_testCase, "a list of cases"))
        ?? First(file, "policies", OfPolicy)
        ?? (file.TryGetProperty("tagPolicyInfo", out var tags) ? First(tags, "tagPolicies", OfPolicy) : null);

    /// <summary>The same of one case.</summary>
    public static string? UnknownIn(JsonElement test) =>
        Other(test, s_test, "the case")
        ?? (
            test.TryGetProperty("request", out var request)
                ? Other(request, s_request, "the request") ?? Of(request, "resource", s_resource, "the resource")
                : Of(test, "resource", s_resource, "the resource")
        );

    private static string? OfPolicy(JsonElement policy)
    {
        if (Other(policy, s_policy, "a policy") is { } unknown)
        {
            return unknown;
        }

        foreach (var list in s_itemLists)
        {
            if (First(policy, list, item => Other(item, s_item, "an item of a policy")) is { } other)
            {
                return other;
            }
        }

        return null;
    }

    private static string? First(JsonElement holder, string list, Func<JsonElement, string?> unknown) =>
        holder.ValueKind == JsonValueKind.Object
        && holder.TryGetProperty(list, out var entries)
        && entries.ValueKind == JsonValueKind.Array
            ? entries.EnumerateArray().Select(unknown).FirstOrDefault(found => found is not null)
            : null;

    private static string? Of(JsonElement holder, string member, FrozenSet<string> known, string what) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(member, out var part)
            ? Other(part, known, what)
            : null;

    private static string? Other(JsonElement holder, FrozenSet<string> known, string what) =>
        CaseValues
            .Members(holder)
            .Select(member => member.Name)
            .FirstOrDefault(name => !known.Contains(name) && !s_anywhere.Contains(name) && !Describes(name))
            is { } unknown
            ? $"the field '{unknown}' of {what} is not known here"
            : null;

    // Put aside by hand, as people do where JSON has no comments.
    private static bool Describes(string name) =>
        name.Length == 0 || !char.IsLetter(name[0]) || name.StartsWith("original", StringComparison.Ordinal);

    private static FrozenSet<string> Names(string words) =>
        words
            .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);
}

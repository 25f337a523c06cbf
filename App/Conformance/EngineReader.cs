using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;
using GovernanceDashboard.Import.Ranger;

namespace GovernanceDashboard.Conformance;

/// <summary>Puts together what an engine decides by, from the shapes that cases write it in.</summary>
internal static class EngineReader
{
    /// <summary>Where the peer's cases are evaluated.</summary>
    public static TimeZoneInfo PeerZone { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    private static readonly JsonElement s_nothing = JsonSerializer.SerializeToElement(new { });

    /// <summary>From an engine case: everything at its top level.</summary>
    /// <exception cref="InvalidDataException">A member has the wrong shape.</exception>
    public static EngineFacts FromCase(JsonElement testCase, Companions companions)
    {
        var tagInfo = testCase.Object("tagPolicyInfo");
        var facts = Assemble(
            testCase,
            DefinitionOf(testCase, companions),
            tagInfo,
            tagInfo is null ? [] : [.. tagInfo.Value.Objects("tagPolicies")],
            companions
        );
        return facts with
        {
            Roles =
            [
                .. Inverted(testCase.Object("userRoles"), (role, member) => new RoleMembers(role, [member], [], [])),
                .. Inverted(testCase.Object("groupRoles"), (role, member) => new RoleMembers(role, [], [member], [])),
                .. Inverted(testCase.Object("roleRoles"), (role, member) => new RoleMembers(role, [], [], [member])),
            ],
            SuperUsers = facts.SuperUsers.AddRange(testCase.Texts("superUsers")),
            SuperGroups = facts.SuperGroups.AddRange(testCase.Texts("superGroups")),
            UnauditedUsers = facts.UnauditedUsers.AddRange(testCase.Texts("auditExcludedUsers")),
            UnauditedGroups = facts.UnauditedGroups.AddRange(testCase.Texts("auditExcludedGroups")),
            UnauditedRoles = facts.UnauditedRoles.AddRange(testCase.Texts("auditExcludedRoles")),
        };
    }

    /// <summary>From a plugin's download (ServicePolicies).</summary>
    /// <exception cref="InvalidDataException">A member has the wrong shape.</exception>
    public static EngineFacts FromDownload(JsonElement download, Companions companions)
    {
        var tagPolicies = download.Object("tagPolicies");
        return Assemble(
            download,
            DefinitionOf(download, companions),
            tagPolicies,
            tagPolicies is null ? [] : [.. tagPolicies.Value.Objects("policies")],
            companions
        );
    }

    /// <summary>The service's definition, written out or named as a file.</summary>
    public static JsonElement DefinitionOf(JsonElement holder, Companions companions) =>
        holder.TryGetProperty("serviceDef", out var written) && written.ValueKind == JsonValueKind.Object ? written
        : companions.Find(
            holder.Text("serviceDefFilename")
                ?? (written.ValueKind == JsonValueKind.String ? written.GetString() : null)
        )
            is { } found
            ? found
        : throw new InvalidDataException("there is no service definition");

    /// <summary>Why what is asked for may carry tags that nobody knows: the file that the definition names is not there. Null where it is.</summary>
    public static string? MissingTags(JsonElement holder, Companions companions) =>
        TagsFile(DefinitionOf(holder, companions), holder.Object("tagPolicyInfo") ?? holder.Object("tagPolicies"))
            is { } named
        && companions.Find(named) is null
            ? $"the tags '{named}' that the definition names are not there"
            : null;

    /// <summary>ServiceTags: the tagged resources, and every tag there is.</summary>
    public static EngineFacts WithTags(EngineFacts facts, JsonElement tags)
    {
        var byId = CaseValues
            .Members(tags.Object("tags"))
            .ToDictionary(tag => tag.Name, tag => CaseValues.Tag(tag.Value), StringComparer.Ordinal);
        var ids = tags.Object("resourceToTagIds") ?? s_nothing;
        return facts with
        {
            AllTags = [.. byId.Values],
            Tags =
            [
                .. tags.Objects("serviceResources")
                    .Select(resource => new TaggedResource(
                        PolicyMapper.Resource(resource.Object("resourceElements") ?? s_nothing),
                        [.. ids.Texts(resource.Text("id") ?? "").Where(byId.ContainsKey).Select(id => byId[id])]
                    )),
            ],
        };
    }

    /// <summary>Roles as a download of roles writes them.</summary>
    public static ImmutableArray<RoleMembers> Roles(JsonElement download) =>
        [
            .. download
                .Objects("rangerRoles")
                .Select(role => new RoleMembers(
                    role.Text("name") ?? "",
                    Names(role, "users"),
                    Names(role, "groups"),
                    Names(role, "roles")
                )),
        ];

    /// <summary>One policy; what a case leaves out gets what the peer would assume.</summary>
    public static Policy Policy(JsonElement policy, string service, bool isTagPolicy, string? zone)
    {
        if (policy.Text("id") is not null)
        {
            return PolicyMapper.Map(policy, service, isTagPolicy, zone);
        }

        var numbered = JsonObject.Create(policy)!;
        numbered["id"] = -1;
        return PolicyMapper.Map(JsonSerializer.SerializeToElement(numbered), service, isTagPolicy, zone);
    }

    /// <summary>Zones with their policies.</summary>
    public static (ImmutableArray<SecurityZone> Zones, ImmutableArray<Policy> Policies) Zones(
        JsonElement? zones,
        string service
    )
    {
        var read = CaseValues.Members(zones).ToArray();
        return (
            [
                .. read.Select(zone => new SecurityZone(
                    zone.Name,
                    [.. zone.Value.Objects("resources").Select(PolicyMapper.Resource)],
                    zone.Value.Flag("containsAssociatedTagService", missing: false)
                )),
            ],
            [
                .. read.SelectMany(zone =>
                    zone.Value.Objects("policies").Select(policy => Policy(policy, service, false, zone.Name))
                ),
            ]
        );
    }

    private static EngineFacts Assemble(
        JsonElement holder,
        JsonElement definition,
        JsonElement? tagService,
        JsonElement[] tagPolicies,
        Companions companions
    )
    {
        var service = holder.Text("serviceName") ?? "";
        var config = holder.Object("serviceConfig");
        var (zones, zonePolicies) = Zones(holder.Object("securityZones"), service);
        var facts = new EngineFacts
        {
            Definition = DefinitionReader.Read(definition),
            TagDefinition = tagService?.Object("serviceDef") is { } tags ? DefinitionReader.Read(tags) : null,
            Policies =
            [
                .. holder.Objects("policies").Select(policy => Policy(policy, service, false, null)),
                .. zonePolicies,
                .. tagPolicies.Select(policy => Policy(policy, service, true, null)),
            ],
            Zones = zones,
            AuditMode = holder.Text("auditMode") switch
            {
                "audit-all" => AuditMode.All,
                "audit-none" => AuditMode.None,
                _ => AuditMode.ByPolicy,
            },
            SuperUsers = Setting("super.users"),
            SuperGroups = Setting("super.groups"),
            UnauditedUsers = Setting("audit.exclude.users"),
            UnauditedGroups = Setting("audit.exclude.groups"),
            UnauditedRoles = Setting("audit.exclude.roles"),
            AuditFilters = AuditFilters(config),
            TagAuditFilters = AuditFilters(tagService?.Object("serviceConfig")),
            Zone = PeerZone,
        };
        return companions.Find(TagsFile(definition, tagService)) is { } found ? WithTags(facts, found) : facts;

        ImmutableArray<string> Setting(string name) => CaseValues.List(config?.Text("ranger.plugin." + name));
    }

    private static string? TagsFile(JsonElement definition, JsonElement? tagService) =>
        DefinitionReader.TagsFile(definition)
        ?? (tagService?.Object("serviceDef") is { } tags ? DefinitionReader.TagsFile(tags) : null);

    private static ImmutableArray<AuditFilter> AuditFilters(JsonElement? config) =>
        config?.Text("ranger.plugin.audit.filters") is not { } text
            ? []
            :
            [
                .. LenientJson
                    .Read(text)
                    .EnumerateArray()
                    .Where(filter => filter.ValueKind == JsonValueKind.Object)
                    .Select(filter => new AuditFilter(
                        filter.Text("accessResult") switch
                        {
                            "DENIED" => AuditedOutcome.Denied,
                            "ALLOWED" => AuditedOutcome.Allowed,
                            "NOT_DETERMINED" => AuditedOutcome.NotDetermined,
                            _ => null,
                        },
                        filter.Object("resources") is { } resource && resource.EnumerateObject().Any()
                            ? PolicyMapper.Resource(resource)
                            : null,
                        filter.Texts("users"),
                        filter.Texts("groups"),
                        filter.Texts("roles"),
                        filter.Texts("actions"),
                        filter.Texts("accessTypes"),
                        filter.Text("isAudited") is null ? null : filter.Flag("isAudited", missing: false)
                    )),
            ];

    private static IEnumerable<RoleMembers> Inverted(JsonElement? mapping, Func<string, string, RoleMembers> create) =>
        CaseValues
            .Members(mapping)
            .SelectMany(entry => mapping!.Value.Texts(entry.Name).Select(role => create(role, entry.Name)));

    private static ImmutableArray<string> Names(JsonElement role, string kind) =>
        [.. role.Objects(kind).Select(member => member.Text("name")).OfType<string>()];
}

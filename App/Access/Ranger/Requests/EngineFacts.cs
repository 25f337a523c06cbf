using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>Whether accesses are recorded whatever the policies say.</summary>
public enum AuditMode
{
    ByPolicy,
    All,
    None,
}

/// <summary>What an access came to, as audit filters ask.</summary>
public enum AuditedOutcome
{
    Denied,
    Allowed,
    NotDetermined,
}

/// <summary>A rule that decides whether an access is recorded; the first that fits wins. Empty lists fit everything.</summary>
/// <param name="Resource">Null where any resource fits.</param>
/// <param name="IsAudited">Null where the rule says nothing.</param>
public sealed record AuditFilter(
    AuditedOutcome? Outcome,
    PolicyResource? Resource,
    ImmutableArray<string> Users,
    ImmutableArray<string> Groups,
    ImmutableArray<string> Roles,
    ImmutableArray<string> Actions,
    ImmutableArray<string> AccessTypes,
    bool? IsAudited
);

/// <summary>A role and its direct members. A role among them makes its own members hold this one too (semantics, section 12).</summary>
public sealed record RoleMembers(
    string Name,
    ImmutableArray<string> Users,
    ImmutableArray<string> Groups,
    ImmutableArray<string> Roles
);

/// <summary>Everything that the request-level engine decides by: one service, its tag service, and what surrounds them.</summary>
public sealed record EngineFacts
{
    public required ServiceDefinition Definition { get; init; }

    /// <summary>Null where the service has no tag service.</summary>
    public ServiceDefinition? TagDefinition { get; init; }

    /// <summary>Resource and tag policies of every type, of all zones.</summary>
    public ImmutableArray<Policy> Policies { get; init; } = [];

    public ImmutableArray<SecurityZone> Zones { get; init; } = [];

    public ImmutableArray<TaggedResource> Tags { get; init; } = [];

    /// <summary>Tags that exist; an empty resource is asked for under all of them (semantics 10.2).</summary>
    public ImmutableArray<RequestTag> AllTags { get; init; } = [];

    public ImmutableArray<RoleMembers> Roles { get; init; } = [];

    public ImmutableArray<string> SuperUsers { get; init; } = [];

    public ImmutableArray<string> SuperGroups { get; init; } = [];

    public AuditMode AuditMode { get; init; } = AuditMode.ByPolicy;

    public ImmutableArray<string> UnauditedUsers { get; init; } = [];

    public ImmutableArray<string> UnauditedGroups { get; init; } = [];

    public ImmutableArray<string> UnauditedRoles { get; init; } = [];

    public ImmutableArray<AuditFilter> AuditFilters { get; init; } = [];

    public ImmutableArray<AuditFilter> TagAuditFilters { get; init; } = [];

    /// <summary>Where times of day and recurrences are read: the zone of the machine that decides.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}

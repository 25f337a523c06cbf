using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>How far around the resource policies count (Ranger's resourceMatchingScope).</summary>
public enum MatchingScope
{
    Self,
    SelfOrDescendants,
}

/// <summary>How loosely one level's value may match (Ranger's resourceElementMatchingScopes).</summary>
public enum ElementScope
{
    Self,

    /// <summary>A path policy on a child of the requested folder counts too.</summary>
    SelfOrChild,

    /// <summary>A policy whose value begins with what is asked for counts too.</summary>
    SelfOrPrefix,
}

/// <summary>
/// One question to the engine (semantics 1.3). What is null or missing was not given: a complete request means that it is absent,
/// a partial one that it is not known, and conditions that need it are then undecided (<see cref="IsComplete"/>).
/// </summary>
public sealed record AccessRequest
{
    public const string AnyAccess = "_any";
    public const string AdminAccess = "_admin";
    public const string SuperUserAccess = "_super_user";

    public AccessResource Resource { get; init; } = AccessResource.Empty;

    /// <summary>Empty means <see cref="AnyAccess"/>.</summary>
    public string AccessType { get; init; } = AnyAccess;

    public string? User { get; init; }

    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Given roles count alone; where empty, the engine's roles of the user and the groups do.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    public required DateTimeOffset AccessTime { get; init; }

    /// <summary>The address that conditions see, forwarding already resolved.</summary>
    public string? ClientAddress { get; init; }

    public string? RemoteAddress { get; init; }

    public ImmutableArray<string> ForwardedAddresses { get; init; } = [];

    public string? ClientType { get; init; }

    public string? ClusterName { get; init; }

    public string? ClusterType { get; init; }

    public string? Action { get; init; }

    public string? RequestData { get; init; }

    public MatchingScope Scope { get; init; } = MatchingScope.Self;

    public ImmutableSortedDictionary<string, ElementScope> ElementScopes { get; init; } =
        ImmutableSortedDictionary<string, ElementScope>.Empty;

    /// <summary>A denial through something below the resource does not deny the resource (semantics 7).</summary>
    public bool IgnoresDescendantDeny { get; init; } = true;

    /// <summary>Several access types at once; a group is satisfied by any member, all groups must be (semantics, section 9).</summary>
    public ImmutableArray<string> AllAccessTypes { get; init; } = [];

    public ImmutableArray<ImmutableArray<string>> AccessTypeGroups { get; init; } = [];

    /// <summary>Types that need no grant as long as nothing denies them.</summary>
    public ImmutableArray<string> IgnoredUnlessDenied { get; init; } = [];

    /// <summary>Tags that come with the request; default where the engine looks them up (semantics 10.5).</summary>
    public ImmutableArray<RequestTag> Tags { get; init; }

    /// <summary>Everything that the same query asks for, for the "accessed together" conditions; default where not known.</summary>
    public ImmutableArray<AccessResource> RequestedTogether { get; init; }

    /// <summary>Further facts by name; those named <c>token:X</c> fill the macro <c>{X}</c>.</summary>
    public ImmutableSortedDictionary<string, string> Context { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Attributes of the user, and of each group by its name.</summary>
    public ImmutableSortedDictionary<string, string> UserAttributes { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> GroupAttributes { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>Whoever has no attributes here has none, also where the rest of the request is not known.</summary>
    public bool KnowsAttributes
    {
        get => IsComplete || field;
        init;
    }

    /// <summary>True where whatever is missing is absent; false where it is merely not known.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Facts that nobody looked up although the service would have, by the beginning of their names (geolocation).</summary>
    public ImmutableArray<string> NotLookedUp { get; init; } = [];

    public bool IsAny => AccessType.Length == 0 || AccessType == AnyAccess;

    public bool IsDelegatedAdmin => AccessType == AdminAccess;
}

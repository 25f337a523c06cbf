using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>An access type and what it implies (one level deep only; semantics 2.4).</summary>
/// <param name="Category">CREATE, READ, UPDATE, DELETE or MANAGE: which marker type stands for it (semantics 2.5); null for none.</param>
public sealed record AccessType(string Name, ImmutableArray<string> Implied, string? Category = null);

/// <summary>A setting of a kind of condition, as its definition writes it.</summary>
public readonly record struct ConditionOption(string Name, string Value);

/// <summary>A kind of condition that a service's definition declares.</summary>
/// <param name="Evaluator">The class by which the source decides it; its last part names the rule.</param>
/// <param name="Options">Sorted by name, ordinally.</param>
public sealed record ConditionKind(string Name, string Evaluator, ImmutableArray<ConditionOption> Options);

/// <summary>
/// A Ranger service: the access types of its definition, its super users and groups (allowed before and despite denies),
/// and whether deny items and exceptions count (semantics 2.6).
/// </summary>
/// <param name="Authorizer">Which system decides. Under another one than Ranger its super users and policies have no say.</param>
public sealed record AccessService(
    string Name,
    ImmutableArray<AccessType> AccessTypes,
    ImmutableArray<string> SuperUsers,
    ImmutableArray<string> SuperGroups,
    bool DenyAndExceptionsEnabled = true,
    Authorizer Authorizer = Authorizer.Ranger
)
{
    /// <summary>The privileges that Hive's own authorizers know; ALL is expanded where it was granted.</summary>
    public static ImmutableArray<AccessType> HiveGrantTypes { get; } =
    [
        .. new[] { "select", "insert", "update", "delete", "alter", "create", "drop", "index", "lock" }.Select(
            name => new AccessType(name, [])
        ),
    ];

    /// <summary>
    /// Super groups without <c>public</c>: that group holds everyone for policies and roles, but a plugin compares super groups with the
    /// groups that the directory gives the user.
    /// </summary>
    public IEnumerable<string> NamedSuperGroups => SuperGroups.Where(group => group != PrincipalId.Everyone.Name);

    /// <summary>A Hive that one of its own authorizers, or its files, decide over.</summary>
    public static AccessService Of(Authorizer authorizer) => new("hive", HiveGrantTypes, [], [], true, authorizer);

    /// <summary>Levels of mask policies in which <c>*</c> and <c>?</c> stand for themselves: all of them in Ranger's Hive definition (semantics 2.3).</summary>
    public ImmutableArray<string> LiteralMaskLevels { get; init; } = ["database", "table", "column"];

    /// <summary>The same of row-filter policies.</summary>
    public ImmutableArray<string> LiteralFilterLevels { get; init; } = ["database", "table"];

    /// <summary>
    /// True where the service's configuration was imported and none of its audit filters can leave a read out of the log; else null. Whether a policy audits is its own affair.
    /// </summary>
    public bool? LogsEveryRead { get; init; }

    /// <summary>The kinds of conditions that the definition declares; null where no definition was imported.</summary>
    public ImmutableArray<ConditionKind>? Conditions { get; init; }

    /// <summary>The same of the tag service's definition.</summary>
    public ImmutableArray<ConditionKind>? TagConditions { get; init; }

    /// <summary>
    /// What Ranger's user store says of logins and groups, sorted by principal: whoever is missing has no attributes. Null where no user
    /// store was imported: then nobody's are known.
    /// </summary>
    public ImmutableArray<PrincipalAttributes>? Attributes { get; init; }

    /// <summary>The access types of Ranger's shipped Hive definition.</summary>
    public static ImmutableArray<AccessType> HiveAccessTypes { get; } =
    [
        .. new[]
        {
            "select",
            "update",
            "create",
            "drop",
            "alter",
            "index",
            "lock",
            "read",
            "write",
            "repladmin",
            "serviceadmin",
            "tempudfadmin",
            "refresh",
        }.Select(name => new AccessType(name, [])),
        new(
            "all",
            [
                "select",
                "update",
                "create",
                "drop",
                "alter",
                "index",
                "lock",
                "read",
                "write",
                "repladmin",
                "serviceadmin",
                "refresh",
            ]
        ),
    ];
}

/// <summary>A Ranger security zone: inside its resources only its own policies count (semantics 11).</summary>
public sealed record SecurityZone(string Name, ImmutableArray<PolicyResource> Resources, bool HasTagService);

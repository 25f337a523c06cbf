using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>What keeps a path from being one.</summary>
public enum ObstacleKind
{
    /// <summary>The login is not in the group or role that the item names.</summary>
    NotMember,

    /// <summary>The item names logins only, and not this one.</summary>
    NotNamed,
    PolicyDisabled,

    /// <summary>The policy's validity schedules are over, or have not begun.</summary>
    OutOfSeason,

    /// <summary>The policy belongs to another security zone than the table, or to none where the table lies in one.</summary>
    OtherZone,

    /// <summary>The grant stands on the database or table itself, and grants do not flow down.</summary>
    StopsAbove,

    /// <summary>The policy reaches other columns of the table only.</summary>
    OtherColumns,

    /// <summary>The policy goes by a tag that the table does not carry.</summary>
    TagMissing,

    /// <summary>The item grants something else than select.</summary>
    OtherPrivilege,

    /// <summary>It hangs on a condition, or a recurring schedule, that cannot be known statically.</summary>
    Condition,

    /// <summary>A condition is known not to hold for the login.</summary>
    ConditionFails,

    /// <summary>An exception of the same policy takes the allow back.</summary>
    CarvedOut,

    /// <summary>A deny of the same or a higher priority beats it.</summary>
    Denied,

    /// <summary>A policy of the same or a higher priority denies all whom it does not allow.</summary>
    DeniedAllElse,
}

/// <summary>One thing that stops a path, and what would take it out of the way.</summary>
/// <param name="PolicyId">The policy that stops it; for a missing membership the one that would allow.</param>
/// <param name="List">The list and item that stop it; null where the policy as a whole does.</param>
/// <param name="Principal">The group or role that is missing, or through which the item applies; null where nobody is named.</param>
/// <param name="Tag">The tag that is missing.</param>
/// <param name="Changes">In order; applied together with those of the other obstacles they open the path.</param>
public sealed record Obstacle(
    ObstacleKind Kind,
    long PolicyId,
    string PolicyName,
    int Priority,
    PolicyItemList? List,
    int? ItemIndex,
    PrincipalId? Principal,
    string? Tag,
    ImmutableArray<Change> Changes
);

/// <summary>
/// The path that comes nearest to giving what is refused: the one with the fewest changes among those through policies that reach the
/// table, or miss it by a level or a tag. Applying <see cref="Changes"/> gives more columns than before; that was tried.
/// </summary>
/// <param name="Principal">The principal that the item names: one that the login is in already, or would be in.</param>
/// <param name="Obstacles">What stops it, at least one.</param>
/// <param name="Changes">The obstacles' changes in the order in which they are to be applied.</param>
/// <param name="ColumnsAfter">Positions of the columns that could then be read.</param>
public sealed record NearestPath(
    long PolicyId,
    string PolicyName,
    int ItemIndex,
    PrincipalId Principal,
    string ResourceText,
    ImmutableArray<Obstacle> Obstacles,
    ImmutableArray<Change> Changes,
    ImmutableArray<int> ColumnsAfter
)
{
    /// <summary>True where the item stands for grants of the Hive metastore.</summary>
    public bool IsGrant { get; init; }
}

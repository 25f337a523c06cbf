using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>By what an item applies to the account (semantics, section 3).</summary>
public enum AccessVia
{
    /// <summary>The item names the login.</summary>
    Named,
    Group,
    Role,

    /// <summary>The item names <c>public</c>.</summary>
    Everyone,

    /// <summary>The item names <c>{USER}</c>: any login.</summary>
    AnyUser,

    /// <summary>The item names <c>{OWNER}</c> and the account created the table.</summary>
    Owner,

    /// <summary>No policy: the account is a super user, or in a super group.</summary>
    SuperUser,

    /// <summary>No item: the policy denies all whom it does not allow.</summary>
    DenyAllElse,
}

/// <summary>One policy's say on one account and one table: allow or deny, and the chain that makes it apply.</summary>
/// <param name="PolicyId">Null for super users.</param>
/// <param name="ItemIndex">Position in its list, from 0; null for super users and deny-all-else.</param>
/// <param name="Chain">From the login through its containers to the principal that the item names, both ends included.</param>
/// <param name="ArisesAt">The level at which the grant stands: Database where the policy's table level is match-any, and so on.</param>
/// <param name="ResourceText">The policy's resource as a reader would write it: <c>telemetry.*.*</c>.</param>
/// <param name="Tag">The classification through which a tag policy applies; null for resource policies.</param>
/// <param name="Columns">Positions of the columns concerned, ascending.</param>
/// <param name="IsConditional">True where the opinion hangs on a condition that cannot be known statically.</param>
public sealed record AccessOpinion(
    Effect Effect,
    AccessVia Via,
    long? PolicyId,
    string? PolicyName,
    int Priority,
    PolicyItemList? List,
    int? ItemIndex,
    ImmutableArray<PrincipalId> Chain,
    ResourceKind ArisesAt,
    string ResourceText,
    string? Tag,
    ImmutableArray<int> Columns,
    bool IsConditional
)
{
    /// <summary>The security zone whose policies decide here; null for unzoned policies.</summary>
    public string? Zone { get; init; }

    /// <summary>True where no policy speaks but a grant of the Hive metastore, which the engine reads as one.</summary>
    public bool IsGrant { get; init; }
}

/// <summary>Why an opinion did not decide.</summary>
public enum LossReason
{
    /// <summary>An opinion of a higher priority was there.</summary>
    OutrankedByPriority,

    /// <summary>A deny of the same priority beats an allow.</summary>
    DenyBeatsAllow,

    /// <summary>A carve-out (exception) of the same policy cancels the item.</summary>
    CarvedOut,

    /// <summary>The account is a super user; policies are not asked.</summary>
    SuperUser,

    /// <summary>An allow that hangs on a condition or recurring schedule: it may hold, and is not counted on.</summary>
    ConditionUnknown,
}

public sealed record LosingOpinion(AccessOpinion Opinion, LossReason Reason);

/// <summary>Why one account can, or cannot, read one table (or one column of it).</summary>
/// <param name="Level">For a column question: Full where the column can be read, else None.</param>
/// <param name="Columns">Positions of the readable columns.</param>
/// <param name="Deciding">
/// Where access exists: every allow that decides at least one readable column, one entry per item and naming principal, with the
/// shortest chain. Where it does not: the denies that decided; empty where nothing speaks for the account.
/// </param>
/// <param name="WhyNot">A sentence where some or all columns cannot be read; null at level Full.</param>
/// <param name="Paths">All minimal paths, lower priorities included; null where they were not asked for.</param>
/// <param name="Cuts">The smallest cuts; null where they were not asked for, or nothing can be read.</param>
/// <param name="Nearest">What comes nearest to what is refused; null where it was not asked for, nothing is refused, or nothing comes near.</param>
public sealed record AccessExplanation(
    PrincipalOrdinal Account,
    TableOrdinal Table,
    string? Column,
    AccessLevel Level,
    ImmutableArray<int> Columns,
    ImmutableArray<AccessOpinion> Deciding,
    ImmutableArray<LosingOpinion> Losing,
    string? WhyNot,
    AccessPaths? Paths = null,
    AccessCuts? Cuts = null,
    NearestPath? Nearest = null
);

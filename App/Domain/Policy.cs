using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>Ranger's policyType. Masks and row filters show less than the data; they never grant.</summary>
public enum PolicyType
{
    Access = 0,
    DataMask = 1,
    RowFilter = 2,
    Audit = 3,
}

/// <summary>Which of a policy's four lists an item stands in. Exceptions are our glossary's carve-outs.</summary>
public enum PolicyItemList
{
    Allow,
    Deny,
    AllowException,
    DenyException,
}

/// <summary>One level of a policy's resource, e.g. database: its values (wildcards, macros), flipped by <paramref name="IsExcludes"/>.</summary>
public sealed record ResourceValues(ImmutableArray<string> Values, bool IsExcludes = false, bool IsRecursive = false);

/// <summary>A policy's resource: level name (lower case: database, table, column, udf, url, tag, …) to values.</summary>
public sealed record PolicyResource(ImmutableSortedDictionary<string, ResourceValues> Levels);

/// <summary>One entry of an item's accesses. <paramref name="IsAllowed"/> false makes it inert; it never denies (semantics 1.2).</summary>
public sealed record ItemAccess(string Type, bool IsAllowed = true);

/// <summary>A condition that the source attaches; evaluated only where it is known how, else the outcome is conditional.</summary>
public sealed record PolicyCondition(string Type, ImmutableArray<string> Values);

/// <summary>How a mask item shows a column (Ranger's dataMaskInfo). <c>MASK_NONE</c> shows it as it is, and ends the search.</summary>
/// <param name="Value">The expression of a CUSTOM mask; <c>{col}</c> stands for the column.</param>
public sealed record MaskInfo(string Type, string? Condition = null, string? Value = null);

/// <summary>Who gets (or is denied) which accesses. An item with no principals matches nobody.</summary>
/// <param name="Mask">Set in items of mask policies only.</param>
/// <param name="Grant">Set in items that stand for grants of the Hive metastore: who granted it.</param>
/// <param name="RowFilter">Set in items of row-filter policies only; empty text means every row, and ends the search.</param>
public sealed record PolicyItem(
    ImmutableArray<ItemAccess> Accesses,
    ImmutableArray<string> Users,
    ImmutableArray<string> Groups,
    ImmutableArray<string> Roles,
    ImmutableArray<PolicyCondition> Conditions,
    bool DelegateAdmin = false,
    MaskInfo? Mask = null,
    string? RowFilter = null,
    GrantOrigin? Grant = null
);

/// <summary>
/// When a schedule begins again and for how long it then holds (semantics 13). Fields as written: comma lists, ranges, <c>*</c>;
/// months 1 to 12, days of the week 1 (Sunday) to 7; null where missing.
/// </summary>
public sealed record Recurrence(
    string? Minute,
    string? Hour,
    string? DayOfMonth,
    string? DayOfWeek,
    string? Month,
    string? Year,
    int Days,
    int Hours,
    int Minutes
);

/// <summary>Ranger's validity schedule, its inclusive bounds and zone as written (semantics 13).</summary>
public sealed record ValiditySchedule(
    string? StartTime,
    string? EndTime,
    string? TimeZone,
    ImmutableArray<Recurrence> Recurrences = default
)
{
    /// <summary>Empty where the schedule holds from start to end.</summary>
    public ImmutableArray<Recurrence> Recurrences { get; init; } = Recurrences.IsDefault ? [] : Recurrences;
}

/// <summary>
/// One version of a rule that yields grants. Defaults are Ranger's (semantics 1.1). <see cref="Priority"/> 1 is OVERRIDE;
/// higher wins.
/// </summary>
/// <param name="Resources">The resource and its additional ones; any may match.</param>
/// <param name="IsTagPolicy">Belongs to the tag service: its resource level is <c>tag</c>.</param>
/// <param name="ZoneName">The security zone the policy belongs to; null for unzoned.</param>
/// <param name="MaskOrFilterItems">Items of mask and row-filter policies; kept as facts.</param>
public sealed record Policy(
    long Id,
    string? Guid,
    string Name,
    string Service,
    bool IsTagPolicy,
    bool IsEnabled,
    bool IsAuditEnabled,
    PolicyType Type,
    int Priority,
    ImmutableArray<PolicyResource> Resources,
    ImmutableArray<PolicyItem> AllowItems,
    ImmutableArray<PolicyItem> DenyItems,
    ImmutableArray<PolicyItem> AllowExceptions,
    ImmutableArray<PolicyItem> DenyExceptions,
    bool IsDenyAllElse,
    ImmutableArray<ValiditySchedule> Schedules,
    ImmutableArray<PolicyCondition> Conditions,
    string? ZoneName,
    long? Version,
    DateTimeOffset? UpdatedAt,
    string? UpdatedBy,
    ImmutableArray<PolicyItem> MaskOrFilterItems
)
{
    /// <summary>The service of policies that stand for grants of the Hive metastore.</summary>
    public const string MadeFromGrants = "hive grants";

    /// <summary>The service of policies that say what else a view needs.</summary>
    public const string MadeFromViews = "hive views";

    /// <summary>The service of policies that say whom the files let in.</summary>
    public const string MadeFromFiles = "files";

    /// <summary>The items of one list, in the source's order.</summary>
    public ImmutableArray<PolicyItem> Items(PolicyItemList list) =>
        list switch
        {
            PolicyItemList.Allow => AllowItems,
            PolicyItemList.Deny => DenyItems,
            PolicyItemList.AllowException => AllowExceptions,
            PolicyItemList.DenyException => DenyExceptions,
        };
}

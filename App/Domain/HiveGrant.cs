using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>At which level a Hive grant stands.</summary>
public enum HiveGrantLevel
{
    Global,
    Database,
    Table,
    Column,
    Partition,
}

/// <summary>
/// One privilege of the metastore's *_PRIVS tables, the same grant by several grantors counted once (sources 1.3). Whether it means
/// anything is the authorizer's business.
/// </summary>
/// <param name="Database">Lower-cased; null for a global grant.</param>
/// <param name="Table">Lower-cased; null above the table.</param>
/// <param name="Column">Lower-cased; null unless the grant is on a column.</param>
/// <param name="Partition">As Hive writes it (<c>dt=2024-01-01/region=eu</c>); null unless the grant is on a partition.</param>
/// <param name="Principal">A login, a group or a role; role names are lower-cased (Hive compares them without case).</param>
/// <param name="Privilege">Lower-cased: <c>select</c>, <c>insert</c>, <c>all</c>, …</param>
/// <param name="WithGrantOption">The holder may hand it on; it implies the plain privilege.</param>
/// <param name="Grantors">Everybody who granted it, sorted; may be empty.</param>
public sealed record HiveGrant(
    string? Database,
    string? Table,
    string? Column,
    string? Partition,
    PrincipalId Principal,
    string Privilege,
    bool WithGrantOption,
    ImmutableArray<PrincipalId> Grantors
)
{
    public HiveGrantLevel Level =>
        Database is null ? HiveGrantLevel.Global
        : Table is null ? HiveGrantLevel.Database
        : Partition is not null ? HiveGrantLevel.Partition
        : Column is not null ? HiveGrantLevel.Column
        : HiveGrantLevel.Table;
}

/// <summary>Who made a grant, kept with the policy item that stands for it.</summary>
/// <param name="Grantors">Sorted; may be empty.</param>
public sealed record GrantOrigin(ImmutableArray<PrincipalId> Grantors, bool WithGrantOption);

namespace GovernanceDashboard.Domain;

/// <summary>
/// Which system decides a source's reads. A source names exactly one; what another channel lets through is a finding of its own (a
/// bypass), never part of the answer (access semantics, "models are never unioned").
/// </summary>
public enum Authorizer
{
    /// <summary>Apache Ranger's Hive plugin: policies decide, the metastore's grants are dead weight.</summary>
    Ranger,

    /// <summary>Hive's SQL-standard authorization: SELECT rows on the table itself (sources 1.4).</summary>
    SqlStandard,

    /// <summary>Hive's legacy authorizer: rows for users, groups and roles at four levels (sources 1.5).</summary>
    Legacy,

    /// <summary>Storage-based, or no authorizer at all: whoever can read the files reads the table (sources 1.6).</summary>
    StorageBased,
}

namespace GovernanceDashboard.Import.Hive;

/// <summary>A live metastore that was read.</summary>
/// <param name="Server">Host, port and database.</param>
/// <param name="SchemaVersion">What its table VERSION says, such as 3.1.0.</param>
public sealed record MetastoreVersion(string Server, string SchemaVersion);

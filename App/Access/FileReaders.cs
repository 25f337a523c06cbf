namespace GovernanceDashboard.Access;

/// <summary>Whether it is known who can read a table's files.</summary>
public enum FileCoverage
{
    /// <summary>No listing of HDFS was imported.</summary>
    NoListing,

    /// <summary>The table has no files of its own: a view.</summary>
    NoFiles,

    /// <summary>The location is in another file system than HDFS.</summary>
    OtherFileSystem,

    /// <summary>The listing does not hold the location.</summary>
    NotListed,

    Listed,
}

/// <summary>
/// Who can read a table's files in HDFS, whatever Hive says (sources 4.3). The sets are of accounts and disjoint; all are empty unless
/// <see cref="Coverage"/> is <see cref="FileCoverage.Listed"/>, and then say nothing.
/// </summary>
/// <param name="Full">Can read every file that the listing shows.</param>
/// <param name="Partial">Can read some: other partitions, directories or files refuse.</param>
/// <param name="Conditional">Could read more, should an access-control list that was not listed name them; the other sets are the lower bound.</param>
/// <param name="HasGaps">Some partition's location is not listed, or in another file system: nobody is known to read everything.</param>
public sealed record FileReaders(
    TableOrdinal Table,
    FileCoverage Coverage,
    PrincipalSet Full,
    PrincipalSet Partial,
    PrincipalSet Conditional,
    bool HasGaps
)
{
    public PrincipalSet Readers => Full.Union(Partial);

    public AccessLevel LevelOf(PrincipalOrdinal account) =>
        Full.Contains(account) ? AccessLevel.Full
        : Partial.Contains(account) ? AccessLevel.Partial
        : AccessLevel.None;
}

using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>
/// The file system whose permissions were listed. Its presence says that there is a listing at all: without one, who can read files is
/// unknown, never nobody.
/// </summary>
/// <param name="SuperUsers">Who started the NameNode, and cluster administrators: allowed everything.</param>
/// <param name="SuperGroups">dfs.permissions.superusergroup, and groups of cluster administrators.</param>
/// <param name="ChecksPermissions">dfs.permissions.enabled: false lets everybody read everything.</param>
public sealed record HdfsService(
    ImmutableArray<string> SuperUsers,
    ImmutableArray<string> SuperGroups,
    bool ChecksPermissions = true
)
{
    /// <summary>HDFS's defaults: the NameNode runs as <c>hdfs</c>, and <c>supergroup</c> is the super group.</summary>
    public static HdfsService Default { get; } = new(["hdfs"], ["supergroup"]);
}

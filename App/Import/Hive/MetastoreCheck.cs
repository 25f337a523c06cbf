using System.Collections.Immutable;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Import.Hive;

/// <summary>What a look at a metastore found.</summary>
/// <param name="Rows">By table of the metastore.</param>
public sealed record MetastoreSummary(MetastoreVersion Metastore, ImmutableSortedDictionary<string, long> Rows);

/// <summary>Tries a connection to a live metastore, before an import does: connects, checks what it may read, counts.</summary>
public sealed class MetastoreCheck
{
    private static readonly ImmutableArray<string> s_counted =
    [
        "DBS",
        "TBLS",
        "PARTITIONS",
        "ROLES",
        "ROLE_MAP",
        "TBL_PRIVS",
        "DB_PRIVS",
    ];

    /// <exception cref="AccessRefusedException">The user may not import.</exception>
    /// <exception cref="MetastoreException">It cannot be reached, or is no Hive metastore that this account may read.</exception>
    public async Task<MetastoreSummary> RunAsync(
        CurrentUser user,
        MetastoreConnection connection,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Import);
        await using var metastore = await MetastoreSession.OpenAsync(connection, cancellationToken);
        var rows = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var table in s_counted)
        {
            rows.Add(table, await metastore.CountAsync(table, cancellationToken));
        }

        return new(new(connection.Server, metastore.SchemaVersion), rows.ToImmutable());
    }
}

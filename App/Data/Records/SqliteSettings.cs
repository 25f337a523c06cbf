using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GovernanceDashboard.Data.Records;

/// <summary>Sets up every SQLite connection that EF opens.</summary>
/// <remarks>
/// The server and the command line share one file. <c>busy_timeout</c> lets a writer wait for the other instead of failing;
/// the write-ahead log lets readers go on while one writes; SQLite leaves foreign keys unchecked unless a connection asks.
/// <c>synchronous=FULL</c> because an activity entry that was acknowledged must survive a power cut.
/// </remarks>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    // First the timeout: the switch to the write-ahead log may itself meet a busy database.
    private const string Pragmas =
        "PRAGMA busy_timeout=15000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

using System.Net.Sockets;
using Npgsql;

namespace GovernanceDashboard.Import.Hive;

/// <summary>The metastore's database cannot be reached or read. The message is written for readers and holds no password.</summary>
public sealed class MetastoreException : Exception
{
    internal MetastoreException(string message)
        : base(message) { }

    private MetastoreException(string message, Exception cause)
        : base(message, cause) { }

    /// <param name="doing">What was going on: <c>reading metastore/TBLS</c>.</param>
    internal static MetastoreException Of(NpgsqlException cause, MetastoreConnection connection, string doing) =>
        new($"The metastore {connection.Server}, {doing}: {Reason(cause)}", cause);

    private static string Reason(NpgsqlException cause) =>
        cause switch
        {
            PostgresException answer => Reason(answer),
            { InnerException: TimeoutException } => "it did not answer in time.",
            { InnerException: SocketException socket } => $"it cannot be reached ({socket.SocketErrorCode}).",
            { InnerException: IOException } => "the connection was lost.",
            _ => $"the connection failed. {cause.Message}",
        };

    private static string Reason(PostgresException answer) =>
        answer.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "it refused the user or the password.",
            PostgresErrorCodes.InvalidCatalogName => "it has no database of this name.",
            PostgresErrorCodes.QueryCanceled =>
                "it took too long and was stopped (statement timeout; give Command Timeout=SECONDS in the connection for more).",
            PostgresErrorCodes.LockNotAvailable =>
                "its tables are locked by somebody who changes them, as an upgrade does; try again later.",
            PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.DatabaseDropped => "the server ended the connection.",
            PostgresErrorCodes.CannotConnectNow => "it is starting up or shutting down.",
            PostgresErrorCodes.TooManyConnections => "it has no connection left.",
            PostgresErrorCodes.SerializationFailure =>
                "the standby server ended the reading to keep up with its primary; read from the primary, or try again.",
            _ => $"PostgreSQL says: {answer.MessageText} ({answer.SqlState}).",
        };
}

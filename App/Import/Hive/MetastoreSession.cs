using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using System.IO.Pipelines;
using Npgsql;

namespace GovernanceDashboard.Import.Hive;

/// <summary>
/// One read-only look at a live metastore: all that is read through it is of one instant, however long it takes. Changes nothing, and holds
/// nobody up but those who would change the tables' columns. For one thread.
/// </summary>
internal sealed class MetastoreSession : IAsyncDisposable
{
    private const string NoEncoding = "SQL_ASCII";

    private static readonly TimeSpan s_longestWaitForLock = TimeSpan.FromSeconds(10);

    private const int MostWaiting = 1 << 20; // bytes fetched and not read

    private readonly NpgsqlConnection _database;
    private readonly ImmutableDictionary<string, MetastoreColumns> _tables;
    private readonly string _schema;
    private Task _fetching = Task.CompletedTask;

    private MetastoreSession(
        MetastoreConnection connection,
        NpgsqlConnection database,
        string schema,
        ImmutableDictionary<string, MetastoreColumns> tables,
        string version
    )
    {
        (Connection, _database, _schema, _tables, SchemaVersion) = (connection, database, schema, tables, version);
    }

    public MetastoreConnection Connection { get; }

    /// <summary>What the table VERSION says, such as 3.1.0.</summary>
    public string SchemaVersion { get; }

    /// <exception cref="MetastoreException">It cannot be reached, or is no Hive metastore that this account may read.</exception>
    public static async Task<MetastoreSession> OpenAsync(
        MetastoreConnection connection,
        CancellationToken cancellationToken
    )
    {
        var database = connection.Create();
        try
        {
            await database.OpenAsync(cancellationToken);
            await database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            // A database without an encoding is asked for its bytes as they are: then one odd name is one refused row, and not the end.
            var encoding =
                database.PostgresParameters.GetValueOrDefault("server_encoding") == NoEncoding ? NoEncoding : "UTF8";
            await RunAsync(
                database,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"SET TRANSACTION READ ONLY; SET LOCAL client_encoding = '{encoding}'; SET LOCAL statement_timeout = {connection.StatementTimeout.TotalMilliseconds:0}; SET LOCAL lock_timeout = {s_longestWaitForLock.TotalMilliseconds:0}; SET LOCAL idle_in_transaction_session_timeout = 0"
                ),
                cancellationToken
            );
            var (schema, tables) = await MetastoreColumns.ReadAsync(connection, database, cancellationToken);
            // From here on nobody can drop or alter them under the reading.
            var locked = tables.Where(table => table.Value.IsTable).Select(table => $"{schema}.\"{table.Key}\"");
            await RunAsync(database, $"LOCK TABLE {string.Join(", ", locked)} IN ACCESS SHARE MODE", cancellationToken);
            var version = await ScalarAsync(
                database,
                $"SELECT \"SCHEMA_VERSION\" FROM {schema}.\"VERSION\" ORDER BY \"VER_ID\" DESC LIMIT 1",
                cancellationToken
            );
            return new(connection, database, schema, tables, version as string ?? "unknown");
        }
        catch (NpgsqlException fault)
        {
            await database.DisposeAsync();
            throw MetastoreException.Of(fault, connection, "connecting");
        }
        catch (OperationCanceledException)
        {
            await database.DisposeAsync();
            throw;
        }
        catch (MetastoreException)
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The columns of a table; null where this version has no such table.</summary>
    public MetastoreColumns? Table(string name) => _tables.GetValueOrDefault(name);

    /// <summary>
    /// The rows of a query as CSV with a header, in UTF-8, streamed; read it to its end, or cancel. One at a time. Fetched in the background:
    /// a reader that waits for a slow database is woken by the token.
    /// </summary>
    /// <remarks>Reading throws <see cref="NpgsqlException"/> where the statement fails or the connection is lost.</remarks>
    public Stream Copy(MetastoreQuery query, IEnumerable<string> columns, CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2));
        _fetching = FetchAsync(query.Copy(_schema, columns), pipe.Writer, cancellationToken);
        return pipe.Reader.AsStream();
    }

    /// <exception cref="MetastoreException">The connection was lost, or the statement took too long.</exception>
    public async Task<long> CountAsync(string table, CancellationToken cancellationToken)
    {
        try
        {
            var count = await ScalarAsync(_database, $"SELECT count(*) FROM {_schema}.\"{table}\"", cancellationToken);
            return Convert.ToInt64(count, CultureInfo.InvariantCulture);
        }
        catch (NpgsqlException fault)
        {
            throw MetastoreException.Of(fault, Connection, $"counting {table}");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _fetching;
        await _database.DisposeAsync();
    }

    // Ends whatever happens, and its end reaches the reader: rows that are missing must never look like a table that is short.
    private async Task FetchAsync(string statement, PipeWriter rows, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Exception? fault = new IOException("The rows broke off.");
        try
        {
            using var copy = (StreamReader)await _database.BeginTextExportAsync(statement, cancellationToken);
            await copy.BaseStream.CopyToAsync(rows, cancellationToken);
            fault = null;
        }
        catch (NpgsqlException failed)
        {
            fault = failed;
        }
        catch (OperationCanceledException cancelled)
        {
            fault = cancelled;
        }
        finally
        {
            await rows.CompleteAsync(fault);
        }
    }

    private static async Task RunAsync(NpgsqlConnection database, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, database) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<object?> ScalarAsync(
        NpgsqlConnection database,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, database) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}

using System.Diagnostics;
using System.Globalization;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Tests.Data;
using Npgsql;

namespace GovernanceDashboard.Tests.Import.Metastore;

[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}

/// <summary>
/// A PostgreSQL server of the tests' own in a temporary folder, reached over a socket there and nowhere else. Where its programs are missing,
/// tests that need it are skipped and say so; with <c>GOVERNANCE_REQUIRE_POSTGRES=1</c>, as in continuous integration, they fail instead.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string RequireVariable = "GOVERNANCE_REQUIRE_POSTGRES";
    private const string BinVariable = "GOVERNANCE_POSTGRES_BIN";
    private const string Root = "/usr/lib/postgresql";

    private readonly TemporaryFolder _folder = new();
    private Process? _server;
    private int _databases;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => _folder.File("data");

    // PostgreSQL does not run as root: there, the account that its package makes is used.
    private static bool IsRoot => Environment.UserName == "root";

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (Bin() is not { } bin)
        {
            return;
        }

        if (IsRoot)
        {
            await RunAsync("chown", "postgres", _folder.FullPath);
        }

        await RunAsync(
            Path.Combine(bin, "initdb"),
            asOwner: true,
            ["-D", Data, "-U", "hive", "-A", "trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"]
        );
        _server = Start(
            Path.Combine(bin, "postgres"),
            asOwner: true,
            [
                "-D",
                Data,
                "-k",
                _folder.FullPath,
                "-c",
                "listen_addresses=",
                "-c",
                "fsync=off",
                "-c",
                "log_min_messages=fatal",
            ]
        );
        await Poll.UntilAsync(async () =>
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionText("postgres"));
                await connection.OpenAsync(Token);
                return true;
            }
            catch (NpgsqlException) when (!_server.HasExited)
            {
                return false; // it is starting
            }
        });
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync(CancellationToken.None);
            _server.Dispose();
        }

        _folder.Dispose();
    }

    /// <summary>Skips the test where there is no server.</summary>
    public void Require()
    {
        if (_server is null)
        {
            var message =
                $"PostgreSQL was not found: install postgresql-15, or set {BinVariable} to the folder of its programs.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable(RequireVariable) == "1", message);
            Assert.Fail(message);
        }
    }

    /// <summary>A new database with the metastore's tables, empty.</summary>
    /// <param name="schema">Statements that make them.</param>
    /// <returns>Its name.</returns>
    public async Task<string> MetastoreAsync(string schema, string? options = null)
    {
        Require();
        var name = string.Create(CultureInfo.InvariantCulture, $"metastore{Interlocked.Increment(ref _databases)}");
        await RunSqlAsync("postgres", $"CREATE DATABASE {name} {options}");
        await RunSqlAsync(name, schema);
        return name;
    }

    public async Task RunSqlAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionText(database));
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(Token);
    }

    /// <summary>Fails where a connection to a database goes on working on something that should have ended.</summary>
    public Task AssertQuietAsync(string database) =>
        Poll.UntilAsync(async () => await CountAsync(database, "state <> 'idle'") == 0);

    /// <summary>Waits until a connection to a database sleeps in the middle of its work.</summary>
    public Task AsleepAsync(string database) => Poll.UntilAsync(async () => await SleepersAsync(database) > 0);

    /// <summary>How many connections to a database wait in <c>pg_sleep</c>.</summary>
    public Task<int> SleepersAsync(string database) => CountAsync(database, "wait_event = 'PgSleep'");

    public string ConnectionText(string database, string user = "hive") =>
        $"Host={_folder.FullPath};Database={database};Username={user};Pooling=false";

    public MetastoreConnection Connection(string database, string user = "hive") =>
        MetastoreConnection.Parse(ConnectionText(database, user));

    private async Task<int> CountAsync(string database, string condition)
    {
        await using var connection = new NpgsqlConnection(ConnectionText("postgres"));
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(
            $"SELECT count(*)::int FROM pg_stat_activity WHERE datname = $1 AND {condition}",
            connection
        );
        command.Parameters.Add(new() { Value = database });
        return (int)(await command.ExecuteScalarAsync(Token))!;
    }

    private static string? Bin()
    {
        if (Environment.GetEnvironmentVariable(BinVariable) is { Length: > 0 } named)
        {
            return named;
        }

        return System.IO.Directory.Exists(Root)
            ? System
                .IO.Directory.GetDirectories(Root)
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Max(StringComparer.Ordinal)
            : null;
    }

    private static Task RunAsync(string program, params string[] arguments) =>
        RunAsync(program, asOwner: false, arguments);

    private static async Task RunAsync(string program, bool asOwner, string[] arguments)
    {
        using var process = Start(program, asOwner, arguments);
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, $"{program}: {await error}{await output}");
    }

    private static Process Start(string program, bool asOwner, string[] arguments)
    {
        string[] all =
            asOwner && IsRoot
                ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]
                : [program, .. arguments];
        return Process.Start(
                new ProcessStartInfo(all[0], all[1..])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    WorkingDirectory = "/",
                }
            ) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}

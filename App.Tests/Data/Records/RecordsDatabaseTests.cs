using GovernanceDashboard.Tests.Security;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Tests.Data.Records;

/// <summary>The records' database: made once, brought up to date, set up on every connection.</summary>
public sealed class RecordsDatabaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrations_make_exactly_the_model()
    {
        await using var installation = new Installation();
        await using var context = await installation.Records.OpenAsync(Token);

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Token));
    }

    [Fact]
    public async Task Every_connection_logs_ahead_waits_for_others_and_checks_foreign_keys()
    {
        await using var installation = new Installation();
        await using var context = await installation.Records.OpenAsync(Token);
        await context.Database.OpenConnectionAsync(Token);

        Assert.Equal("wal", await AskAsync("journal_mode"));
        Assert.Equal("15000", await AskAsync("busy_timeout"));
        Assert.Equal("1", await AskAsync("foreign_keys"));
        Assert.Equal("2", await AskAsync("synchronous"));

        async Task<string?> AskAsync(string pragma)
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            return Convert.ToString(
                await command.ExecuteScalarAsync(Token),
                System.Globalization.CultureInfo.InvariantCulture
            );
        }
    }

    [Fact]
    public async Task Several_processes_may_make_it_at_the_same_time()
    {
        await using var first = new Installation();
        await using var second = first.Neighbour();
        await using var third = first.Neighbour();

        await Task.WhenAll(
            first.Records.PrepareAsync(Token),
            second.Records.PrepareAsync(Token),
            third.Records.PrepareAsync(Token)
        );

        await using var context = await third.Records.OpenAsync(Token);
        Assert.Equal(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync(Token));
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_is_cleared()
    {
        await using var installation = new Installation();
        await using (
            var connection = new SqliteConnection(
                $"Data Source={installation.Folder.File("governance.db")};Pooling=False"
            )
        )
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                """;
            await command.ExecuteNonQueryAsync(Token);
        }

        await installation.Records.PrepareAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
    }
}

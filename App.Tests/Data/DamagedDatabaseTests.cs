using System.Text;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Import;
using Microsoft.Data.Sqlite;
using static GovernanceDashboard.Tests.Data.Drafts;

namespace GovernanceDashboard.Tests.Data;

/// <summary>Files that were really damaged: the facts that were imported come back, or a sentence that says what is wrong. Never other facts.</summary>
public sealed class DamagedDatabaseTests : IDisposable
{
    private static readonly Progress<WorkProgress> s_silent = new();

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => _folder.File("estate.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("empty")]
    [InlineData("not a database")]
    [InlineData("half")]
    [InlineData("head")]
    [InlineData("zeros")]
    public async Task A_database_that_is_no_more_is_reported_and_nothing_is_made_in_its_place(string damage)
    {
        await WriteAsync(3);
        var whole = await File.ReadAllBytesAsync(Database, Token);
        var damaged = damage switch
        {
            "empty" => [],
            "not a database" => Encoding.UTF8.GetBytes("id,name\n1,sales\n"),
            "half" => whole[..(whole.Length / 2)],
            "head" => [.. new byte[200], .. whole[200..]],
            _ => new byte[whole.Length],
        };
        await File.WriteAllBytesAsync(Database, damaged, Token);
        File.SetLastWriteTimeUtc(Database, DateTime.UnixEpoch);

        var fault = await Assert.ThrowsAsync<StoreException>(() => FactsAsync(Store(), 3));

        Assert.Equal(StoreFault.Damaged, fault.Fault);
        Assert.Contains("estate.db is damaged", fault.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(Database, Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_emptied_this_moment_is_reported_where_something_beside_it_shows_an_import(
        bool isCached
    )
    {
        await using var import = new ImportFixture().With("directory/users.csv", "ann,eng\n");
        await import.ImportAsync();
        var database = Path.Combine(import.Data, "estate.db");
        if (isCached)
        {
            Directory.CreateDirectory(Path.Combine(import.Data, "cache"));
            await File.WriteAllTextAsync(Path.Combine(import.Data, "cache", "x"), "kept", Token);
        }

        await File.WriteAllBytesAsync(database, [], Token);
        var again = new FactStore(import.Folder, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<StoreException>(() => again.SnapshotsAsync(Token));

        Assert.Equal(StoreFault.Damaged, fault.Fault);
        Assert.Contains("it is empty, and what lies beside it", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(database).Length);
    }

    [Fact]
    public async Task An_empty_database_of_this_moment_with_nothing_beside_it_is_being_made()
    {
        await File.WriteAllBytesAsync(Database, [], Token);

        Assert.Empty(await Store().SnapshotsAsync(Token));
    }

    [Fact]
    public async Task A_flipped_bit_gives_the_facts_that_were_imported_or_none()
    {
        await WriteAsync(2);
        var expected = await FactsAsync(Store(), 2);
        var whole = await File.ReadAllBytesAsync(Database, Token);
        var random = new Random(20_261_017);
        var reported = 0;
        for (var round = 0; round < 60; round++)
        {
            var damaged = whole.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(Database, damaged, Token);
            try
            {
                Assert.Equal(expected, await FactsAsync(Store(), 2));
            }
            catch (StoreException fault)
            {
                Assert.Equal(StoreFault.Damaged, fault.Fault);
                reported++;
            }
        }

        Assert.InRange(reported, 1, 59); // some hit facts, some hit room that nothing uses
    }

    [Fact]
    public async Task A_name_that_was_changed_without_an_import_is_noticed()
    {
        await WriteAsync(1);
        var bytes = await File.ReadAllBytesAsync(Database, Token);
        for (int at; (at = bytes.AsSpan().IndexOf("login-1-7\u001f"u8)) >= 0; )
        {
            bytes[at] = (byte)'x';
        }

        await File.WriteAllBytesAsync(Database, bytes, Token);

        var fault = await Assert.ThrowsAsync<StoreException>(() => FactsAsync(Store(), 1));
        Assert.Contains("snapshot 1 do not give its digest", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_log_the_database_is_the_one_of_the_last_closing_whole()
    {
        await WriteAsync(1);
        var expected = await FactsAsync(Store(), 1);
        await using (var held = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await held.OpenAsync(Token);
            await using var reading = held.CreateCommand();
            reading.CommandText = "BEGIN; SELECT count(*) FROM snapshot"; // keeps the log from being folded in
            await reading.ExecuteScalarAsync(Token);
            await WriteAsync(2, from: 2);
            Assert.True(new FileInfo(Database + "-wal").Length > 0);
            File.Copy(Database, _folder.File("copy.db"));
        }

        File.Delete(Database + "-wal");
        File.Move(_folder.File("copy.db"), Database, overwrite: true);

        Assert.Single(await Store().SnapshotsAsync(Token));
        Assert.Equal(expected, await FactsAsync(Store(), 1));
    }

    [Fact]
    public async Task Whole_snapshots_are_saved_under_their_numbers_and_digests_and_the_copy_takes_imports()
    {
        await WriteAsync(4);
        var before = await Store().SnapshotsAsync(Token);
        var first = await FactsAsync(Store(), 1);
        var third = await FactsAsync(Store(), 3);
        await File.WriteAllTextAsync(_folder.File("labels.key"), "a key", Token);
        Run("UPDATE fact_tables SET body = replace(body, 'etl', 'ETL') WHERE recorded_by = 2 AND superseded_by = 3");
        Run("UPDATE fact_tables SET key = key || 'x' WHERE recorded_by = 4");

        var checks = await Store().CheckAsync(s_silent, Token);

        Assert.Equal([false, true, false, true], checks.Select(check => check.IsWhole));
        using var other = new TemporaryFolder();
        var target = new DataFolder(_folder.FullPath).Beside(other.File("saved"));
        var saved = await Store()
            .SaveAsync(
                checks.Where(check => check.IsWhole).Select(check => check.Snapshot.Id),
                target,
                s_silent,
                Token
            );

        Assert.All(saved, check => Assert.True(check.IsWhole));
        Assert.Equal([before[1].Digest, before[3].Digest], saved.Select(check => check.Snapshot.Digest));
        Assert.Equal([3, 1], saved.Select(check => check.Snapshot.Id.Value));
        var copy = new FactStore(target, TimeProvider.System);
        Assert.Equal(first, await FactsAsync(copy, 1));
        Assert.Equal(third, await FactsAsync(copy, 3));
        Assert.True(File.Exists(target.File("labels.key")));
        var next = await copy.WriteAsync(Draft(9), s_silent, Token);
        Assert.Equal(next.Digest, await copy.DigestAsync(next, Token));
        Assert.Throws<InvalidDataException>(() => new DataFolder(_folder.FullPath).Beside(other.FullPath));
    }

    private FactStore Store() => new(new DataFolder(_folder.FullPath), TimeProvider.System);

    private static SnapshotDraft Draft(int number) =>
        At(number) with
        {
            Memberships = Members([
                .. Enumerable.Range(0, 60).Select(person => In($"login-{number % 2}-{person}", "eng")),
            ]),
            Tables =
            [
                .. Enumerable
                    .Range(0, 80)
                    .Select(table => new DatedFact<TableResource>(
                        Table("sales", $"t{table}", new TableColumn("id", "int")) with
                        {
                            Rows = number,
                        }
                    )),
            ],
        };

    private async Task WriteAsync(int last, int from = 1)
    {
        for (var number = from; number <= last; number++)
        {
            await Store().WriteAsync(Draft(number), s_silent, Token);
        }
    }

    private static async Task<string> FactsAsync(FactStore store, int id)
    {
        var snapshot = (await store.SnapshotsAsync(Token)).First(known => known.Id.Value == id);
        var facts = await store.LoadAsync(snapshot, snapshot.TakenAt, Token);
        return JsonSerializer.Serialize(new { facts.Memberships, facts.Tables });
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own text
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Facts.Cached;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;
using static GovernanceDashboard.Tests.Data.Drafts;

namespace GovernanceDashboard.Tests.Data.Cached;

public sealed class FactCacheTests : IDisposable
{
    private static readonly Progress<WorkProgress> s_silent = new();
    private static readonly FileStamp s_database = new(1, 2);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_member_of_every_fact_comes_back()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            // Overrides are no facts of a snapshot: they are laid over what was loaded. Nothing is in doubt at its own instant.
            var facts = new RandomFacts(seed).Estate(Taken(0), most: 12) with
            {
                ClassOverrides = [],
                SetAsideClassifications = [],
                InDoubt = [],
            };

            var read = FactDecoder.Read(EncodedFacts.Of(facts), facts.Snapshot, facts.At, Token);

            Assert.Equal(Written(facts), Written(read));
        }
    }

    [Fact]
    public void Lists_of_several_sections_come_back_whole_and_in_order()
    {
        var facts = new EstateFacts
        {
            Snapshot = Taken(0),
            At = Day(0),
            Memberships =
            [
                .. Enumerable.Range(0, 20_000).Select(number => In($"login-{number}", $"group-{number % 7}")),
            ],
        };

        var read = FactDecoder.Read(EncodedFacts.Of(facts), facts.Snapshot, facts.At, Token);

        Assert.Equal(facts.Memberships, read.Memberships);
    }

    [Fact]
    public async Task Facts_from_the_cache_equal_those_from_the_database()
    {
        var withCache = new FactStore(new DataFolder(_folder.FullPath), TimeProvider.System) { KeptReadyFrom = 0 };
        var without = new FactStore(new DataFolder(_folder.FullPath), TimeProvider.System)
        {
            KeptReadyFrom = long.MaxValue,
        };
        for (var seed = 1; seed <= 8; seed++)
        {
            var facts = new RandomFacts(seed).Estate(Taken(seed), most: 8);
            var snapshot = await withCache.WriteAsync(RandomFacts.Draft(facts, At(seed)), s_silent, Token);

            var fromDatabase = Written(await without.LoadAsync(snapshot, Day(seed), Token));

            Assert.Equal(fromDatabase, Written(await withCache.LoadAsync(snapshot, Day(seed), Token))); // writes it
            Assert.True(File.Exists(Newest()));
            Assert.Equal(fromDatabase, Written(await withCache.LoadAsync(snapshot, Day(seed), Token))); // reads it
        }
    }

    [Fact]
    public async Task A_damaged_cache_gives_the_databases_answer_and_is_written_anew()
    {
        var store = new FactStore(new DataFolder(_folder.FullPath), TimeProvider.System) { KeptReadyFrom = 0 };
        var facts = new RandomFacts(5).Estate(Taken(0), most: 8);
        var snapshot = await store.WriteAsync(RandomFacts.Draft(facts, At(0)), s_silent, Token);
        var expected = Written(await store.LoadAsync(snapshot, Day(0), Token));
        var whole = await File.ReadAllBytesAsync(Newest(), Token);
        byte[][] damaged =
        [
            [],
            whole[..^1],
            whole[..(whole.Length / 2)],
            [.. whole, 0],
            [.. whole[..100], (byte)(whole[100] ^ 1), .. whole[101..]],
            new byte[whole.Length],
        ];
        foreach (var bytes in damaged)
        {
            await File.WriteAllBytesAsync(Newest(), bytes, Token);

            Assert.Equal(expected, Written(await store.LoadAsync(snapshot, Day(0), Token)));
            Assert.Equal(whole, await File.ReadAllBytesAsync(Newest(), Token));
        }
    }

    [Fact]
    public void No_flipped_bit_and_no_cut_off_end_passes_the_sum()
    {
        var facts = new RandomFacts(3).Estate(Taken(0), most: 4);
        var subject = CacheSubject.Of(facts.Snapshot, facts.At, s_database);
        var whole = CacheFile.Write(subject, EncodedFacts.Of(facts));
        Assert.NotNull(CacheFile.Read(subject, whole));
        for (var place = 0; place < whole.Length; place += 1 + (place / 64))
        {
            whole[place] ^= (byte)(1 << (place % 8));
            Assert.Null(CacheFile.Read(subject, whole));
            whole[place] ^= (byte)(1 << (place % 8));
            Assert.Null(CacheFile.Read(subject, whole[..place]));
        }
    }

    [Fact]
    public void A_cache_of_anything_else_is_not_used()
    {
        var facts = new RandomFacts(4).Estate(Taken(0), most: 4);
        var subject = CacheSubject.Of(facts.Snapshot, facts.At, s_database);
        var whole = CacheFile.Write(subject, EncodedFacts.Of(facts));

        Assert.Null(CacheFile.Read(subject with { Build = Guid.Empty }, whole));
        Assert.Null(CacheFile.Read(subject with { Digest = new string('1', 64) }, whole));
        Assert.Null(CacheFile.Read(subject with { At = subject.At + 1 }, whole));
        Assert.Null(CacheFile.Read(subject with { Database = new(1, 3) }, whole));
        Assert.Null(CacheFile.Read(subject with { Database = new(2, 2) }, whole));
    }

    [Fact]
    public async Task A_database_that_somebody_else_changed_is_not_answered_from_a_cache()
    {
        var store = new FactStore(new DataFolder(_folder.FullPath), TimeProvider.System) { KeptReadyFrom = 0 };
        var snapshot = await store.WriteAsync(
            At(0) with
            {
                Memberships = Members(In("alice", "eng")),
            },
            s_silent,
            Token
        );
        await store.LoadAsync(snapshot, Day(0), Token);
        using (var connection = new SqliteConnection($"Data Source={_folder.File("estate.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE fact_memberships SET key = replace(key, 'alice', 'mallory')";
            command.ExecuteNonQuery();
        }

        var fault = await Assert.ThrowsAsync<StoreException>(() => store.LoadAsync(snapshot, Day(0), Token));

        Assert.Equal(StoreFault.Damaged, fault.Fault);
    }

    [Fact]
    public async Task Only_the_last_few_are_kept_for_their_owner_alone_and_nothing_unfinished()
    {
        var store = new FactStore(new DataFolder(_folder.FullPath), TimeProvider.System) { KeptReadyFrom = 0 };
        Directory.CreateDirectory(_folder.File("cache"));
        await File.WriteAllTextAsync(_folder.File("cache/left.part"), "by a process that was killed", Token);
        File.SetLastWriteTimeUtc(_folder.File("cache/left.part"), DateTime.UnixEpoch);
        for (var day = 0; day < 6; day++)
        {
            var snapshot = await store.WriteAsync(
                At(day) with
                {
                    Memberships = Members(In($"login-{day}", "eng")),
                },
                s_silent,
                Token
            );
            await store.LoadAsync(snapshot, Day(day), Token);
        }

        var files = Directory.GetFiles(_folder.File("cache"));
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.EndsWith(".facts", file, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in files)
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task Where_no_cache_can_be_written_the_facts_load_all_the_same()
    {
        var store = new FactStore(new DataFolder(_folder.FullPath), TimeProvider.System) { KeptReadyFrom = 0 };
        await File.WriteAllTextAsync(_folder.File("cache"), "a file where the folder belongs", Token);
        var snapshot = await store.WriteAsync(
            At(0) with
            {
                Memberships = Members(In("alice", "eng")),
            },
            s_silent,
            Token
        );

        Assert.Single((await store.LoadAsync(snapshot, Day(0), Token)).Memberships);
        Assert.Single((await store.LoadAsync(snapshot, Day(0), Token)).Memberships);
    }

    /// <summary>Every public member, as text.</summary>
    private static string Written(EstateFacts facts) => JsonSerializer.Serialize(facts with { Snapshot = Taken(0) });

    private static Snapshot Taken(int day) =>
        new(
            new(1),
            Day(day),
            Day(day),
            Day(day),
            new string('a', 64),
            ImmutableSortedDictionary<string, long>.Empty,
            new([]),
            [],
            IsDemo: false
        );

    private string Newest() =>
        new DirectoryInfo(_folder.File("cache")).GetFiles().MaxBy(file => file.LastWriteTimeUtc)!.FullName;
}

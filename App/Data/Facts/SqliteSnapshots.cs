using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>The rows that describe imports: snapshots, their files, and which kinds of fact each of them saw.</summary>
internal static class SqliteSnapshots
{
    /// <summary>Newest first.</summary>
    public static ImmutableArray<Snapshot> Read(SqliteConnection connection)
    {
        var json = FactJson.With(new StringPool());
        var sources = Sources(connection);
        var snapshots = ImmutableArray.CreateBuilder<Snapshot>();
        using var rows = new SqliteStatement(
            connection,
            "SELECT id, taken_at, facts_from, imported_at, digest, counts, quality, is_demo FROM snapshot ORDER BY id DESC"
        );
        while (rows.Step())
        {
            try
            {
                snapshots.Add(Read(rows, json, sources));
            }
            catch (JsonException broken)
            {
                throw SqliteFaults.Damaged("the list of snapshots cannot be read", broken);
            }
        }

        return snapshots.ToImmutable();
    }

    private static Snapshot Read(SqliteStatement rows, FactJson json, ILookup<int, SourceFile> sources)
    {
        var id = (int)rows.Long(0);
        return new(
            new(id),
            Instant(rows.Long(1)),
            Instant(rows.Long(2)),
            Instant(rows.Long(3)),
            rows.Text(4),
            JsonSerializer
                .Deserialize(rows.Utf8(5), json.SortedDictionaryStringInt64)!
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            JsonSerializer.Deserialize(rows.Utf8(6), json.DataQuality)!,
            [.. sources[id]],
            rows.Long(7) != 0
        );
    }

    /// <summary>When each kind was last seen, in milliseconds; kinds never seen are missing.</summary>
    public static Dictionary<string, long> LastSeen(SqliteConnection connection) =>
        Seen(connection, "max(taken_at)", int.MaxValue);

    /// <summary>From when on each kind is known to a snapshot, in milliseconds: an import's own instant, or the one from which its change log is complete.</summary>
    public static Dictionary<string, long> KnownFrom(SqliteConnection connection, int snapshot) =>
        Seen(connection, "min(min(taken_at, coalesce(known_from, taken_at)))", snapshot);

    /// <summary>The instants of the imports that saw a kind, up to a snapshot, oldest first, in milliseconds.</summary>
    public static List<long> SeenAt(SqliteConnection connection, string kind, int snapshot)
    {
        using var rows = new SqliteStatement(
            connection,
            "SELECT taken_at FROM observation JOIN snapshot ON snapshot.id = snapshot_id WHERE kind = ?1 AND snapshot_id <= ?2 ORDER BY taken_at"
        );
        rows.Bind(1, kind).Bind(2, snapshot);
        var seen = new List<long>();
        while (rows.Step())
        {
            seen.Add(rows.Long(0));
        }

        return seen;
    }

    /// <summary>Opens a snapshot; <see cref="Complete"/> gives what is known only at its end.</summary>
    public static void Insert(SqliteConnection connection, int id, SnapshotDraft draft, DateTimeOffset importedAt)
    {
        var quality = JsonSerializer.SerializeToUtf8Bytes(draft.Quality, FactJson.With(new StringPool()).DataQuality);
        using var insert = new SqliteStatement(
            connection,
            "INSERT INTO snapshot (id, taken_at, facts_from, imported_at, digest, counts, quality, is_demo) VALUES (?1, ?2, ?2, ?3, '', '{}', ?4, ?5)"
        );
        insert
            .Bind(1, id)
            .Bind(2, draft.TakenAt.ToUnixTimeMilliseconds())
            .Bind(3, importedAt.ToUnixTimeMilliseconds())
            .BindUtf8(4, quality)
            .Bind(5, draft.IsDemo ? 1 : 0)
            .Run();
    }

    /// <summary>The ids of an import's files, by name.</summary>
    public static Dictionary<string, long> InsertSources(
        SqliteConnection connection,
        int snapshot,
        IEnumerable<SourceFile> files
    )
    {
        using var insert = new SqliteStatement(
            connection,
            "INSERT INTO source_file (snapshot_id, name, sha256, bytes, accepted, refused) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id"
        );
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            insert.Bind(1, snapshot).Bind(2, file.Name).Bind(3, file.Sha256);
            insert.Bind(4, file.Bytes).Bind(5, file.Accepted).Bind(6, file.Refused).Step();
            ids.Add(file.Name, insert.Long(0));
            insert.Reset();
        }

        return ids;
    }

    /// <summary>Says what became known of the import's quality only while it was written.</summary>
    public static void SetQuality(SqliteConnection connection, int id, DataQuality quality)
    {
        using var update = new SqliteStatement(connection, "UPDATE snapshot SET quality = ?2 WHERE id = ?1");
        update
            .Bind(1, id)
            .BindUtf8(2, JsonSerializer.SerializeToUtf8Bytes(quality, FactJson.With(new StringPool()).DataQuality))
            .Run();
    }

    /// <param name="knownFrom">From when on the import knows the kind; null for its own instant.</param>
    public static void InsertObservation(SqliteConnection connection, int snapshot, FactKind kind, long? knownFrom)
    {
        using var insert = new SqliteStatement(
            connection,
            "INSERT INTO observation (snapshot_id, kind, known_from) VALUES (?1, ?2, ?3)"
        );
        insert.Bind(1, snapshot).Bind(2, kind.Name).Bind(3, knownFrom).Run();
    }

    public static void Complete(
        SqliteConnection connection,
        int id,
        long factsFrom,
        string digest,
        SortedDictionary<string, long> counts
    )
    {
        using var update = new SqliteStatement(
            connection,
            "UPDATE snapshot SET facts_from = ?2, digest = ?3, counts = ?4 WHERE id = ?1"
        );
        update
            .Bind(1, id)
            .Bind(2, factsFrom)
            .Bind(3, digest)
            .BindUtf8(
                4,
                JsonSerializer.SerializeToUtf8Bytes(counts, FactJson.With(new StringPool()).SortedDictionaryStringInt64)
            )
            .Run();
    }

    private static Dictionary<string, long> Seen(SqliteConnection connection, string which, int snapshot)
    {
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        using var rows = new SqliteStatement(
            connection,
            $"SELECT kind, {which} FROM observation JOIN snapshot ON snapshot.id = snapshot_id WHERE snapshot_id <= ?1 GROUP BY kind"
        );
        rows.Bind(1, snapshot);
        while (rows.Step())
        {
            seen.Add(rows.Text(0), rows.Long(1));
        }

        return seen;
    }

    private static ILookup<int, SourceFile> Sources(SqliteConnection connection)
    {
        var files = new List<(int Snapshot, SourceFile File)>();
        using var rows = new SqliteStatement(
            connection,
            "SELECT snapshot_id, name, sha256, bytes, accepted, refused FROM source_file ORDER BY snapshot_id, name"
        );
        while (rows.Step())
        {
            files.Add(((int)rows.Long(0), new(rows.Text(1), rows.Text(2), rows.Long(3), rows.Long(4), rows.Long(5))));
        }

        return files.ToLookup(row => row.Snapshot, row => row.File);
    }

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Reads what a snapshot believes.</summary>
internal static class SqliteFactReader
{
    private const int CheckEvery = 5_000;

    // ?1 is the snapshot.
    internal const string Believed = "recorded_by <= ?1 AND (superseded_by IS NULL OR superseded_by > ?1)";

    // ?2 is the instant in milliseconds.
    // A row whose beginning and end are both bounded by its first instant held for certain at none, unless an import saw it right then: the change log named it,
    // and nothing bears that out.
    private const string Holds =
        "valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2) AND (valid_to_not_before IS NULL OR valid_to_not_before > valid_from"
        + " OR valid_from_not_before IS NOT valid_from OR valid_from IN (SELECT taken_at FROM snapshot))";

    // ?2 lies within the bounds of a beginning or of an end. A beginning without a bound may be any time before.
    private const string InDoubtAt =
        "((valid_from > ?2 AND (valid_from_not_before IS NULL OR valid_from_not_before <= ?2)) OR (valid_to > ?2 AND valid_to_not_before <= ?2))";

    // ?2 and ?3 are the stretch. A beginning without a bound may be any time before.
    private const string Touches =
        " AND (valid_to IS NULL OR valid_to > ?2) AND (valid_from_not_before IS NULL OR valid_from_not_before < ?3)";

    /// <summary>The facts of one kind that held at an instant, in the kind's order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ImmutableArray<T> Read<T>(
        SqliteConnection connection,
        FactKind<T> kind,
        int snapshot,
        long at,
        FactBodies bodies,
        CancellationToken cancellationToken
    )
    {
        var facts = new List<T>();
        using var rows = new SqliteStatement(
            connection,
            $"SELECT key, body FROM {kind.Table} WHERE {Believed} AND {Holds}"
        );
        rows.Bind(1, snapshot).Bind(2, at);
        while (rows.Step())
        {
            if (facts.Count % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            facts.Add(
                kind.FromKey is { } fromKey ? fromKey(rows.Utf8(0), bodies.Pool)
                : kind.FromBody is { } fromBody && fromBody(rows.Utf8(1), bodies, out var fact) ? fact
                : JsonSerializer.Deserialize(rows.Utf8(1), FactKind<T>.Json(bodies.Json))
                    ?? throw new InvalidDataException($"A stored fact of the kind '{kind.Name}' is empty.")
            );
        }

        var sorted = facts.ToArray();
        if (!IsSorted(sorted, kind.Order)) // rows of one import lie in order already
        {
            Array.Sort(sorted, kind.Order);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    /// <summary>Everything that the snapshot believes of one kind, whenever it held: in the kind's order, then by beginning.</summary>
    /// <param name="within">Only what may have held in this stretch, in milliseconds, half-open.</param>
    public static ImmutableArray<HeldFact<T>> History<T>(
        SqliteConnection connection,
        FactKind<T> kind,
        int snapshot,
        StringPool pool,
        CancellationToken cancellationToken,
        (long From, long To)? within = null
    )
    {
        var facts = new List<HeldFact<T>>();
        var json = kind.FromKey is null ? FactKind<T>.Json(FactJson.With(pool)) : null;
        using var rows = new SqliteStatement(
            connection,
            $"SELECT key, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before FROM {kind.Table} WHERE {Believed}"
                + (within is null ? "" : Touches)
        );
        rows.Bind(1, snapshot);
        if (within is var (from, to))
        {
            rows.Bind(2, from).Bind(3, to);
        }

        while (rows.Step())
        {
            if (facts.Count % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            facts.Add(
                new(
                    kind.FromKey is { } fromKey
                        ? fromKey(rows.Utf8(0), pool)
                        : JsonSerializer.Deserialize(rows.Utf8(1), json!)
                            ?? throw new InvalidDataException($"A stored fact of the kind '{kind.Name}' is empty."),
                    DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(2)),
                    Instant(rows.NullableLong(3)),
                    Instant(rows.NullableLong(4)),
                    Instant(rows.NullableLong(5))
                )
            );
        }

        return
        [
            .. facts.Order(
                Comparer<HeldFact<T>>.Create(
                    (one, other) =>
                    {
                        var byValue = kind.Order(one.Value, other.Value);
                        return byValue != 0 ? byValue : one.From.CompareTo(other.From);
                    }
                )
            ),
        ];
    }

    /// <summary>Of how many facts of a kind nobody knows whether they held at an instant.</summary>
    public static long InDoubt(SqliteConnection connection, FactKind kind, int snapshot, long at)
    {
        using var count = new SqliteStatement(
            connection,
            $"SELECT count(DISTINCT key) FROM {kind.Table} WHERE {Believed} AND {InDoubtAt}"
        );
        count.Bind(1, snapshot).Bind(2, at).Step();
        return count.Long(0);
    }

    /// <summary>How many facts of a kind held at an instant.</summary>
    public static long Count(SqliteConnection connection, FactKind kind, int snapshot, long at)
    {
        using var count = new SqliteStatement(
            connection,
            $"SELECT count(*) FROM {kind.Table} WHERE {Believed} AND {Holds}"
        );
        count.Bind(1, snapshot).Bind(2, at).Step();
        return count.Long(0);
    }

    /// <summary>
    /// SHA-256 over every fact that the snapshot believes, whenever it held: kinds in their fixed order, then keys in the order of
    /// their UTF-8 bytes, then beginnings. Each fact counts with its key, body and interval, bounds included. Logs follow with their contents' hashes.
    /// </summary>
    public static string Digest(SqliteConnection connection, int snapshot, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[6 * sizeof(long)];
        foreach (var kind in FactKinds.All)
        {
            var name = Encoding.UTF8.GetBytes(kind.Name + "\n");
            if (kind.CountsWhenEmpty)
            {
                hash.AppendData(name);
            }

            using var rows = new SqliteStatement(
                connection,
                $"""
                SELECT key, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before
                FROM {kind.Table} WHERE {Believed} ORDER BY key, valid_from
                """
            );
            rows.Bind(1, snapshot);
            for (var seen = 0; rows.Step(); seen++)
            {
                if (seen % CheckEvery == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                if (seen == 0 && !kind.CountsWhenEmpty)
                {
                    hash.AppendData(name);
                }

                var key = rows.Utf8(0);
                var body = rows.Utf8(1);
                // Lengths first: no two different facts give the same bytes.
                Put(numbers, 0, key.Length);
                Put(numbers, 1, body.Length);
                for (var column = 2; column < 6; column++)
                {
                    Put(numbers, column, rows.NullableLong(column) ?? long.MinValue);
                }

                hash.AppendData(numbers);
                hash.AppendData(key);
                hash.AppendData(body);
            }
        }

        SqliteAuditReader.Digest(connection, snapshot, hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Put(Span<byte> numbers, int index, long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(numbers[(index * sizeof(long))..], value);

    private static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsSorted<T>(T[] facts, Comparison<T> order)
    {
        for (var index = 1; index < facts.Length; index++)
        {
            if (order(facts[index - 1], facts[index]) > 0)
            {
                return false;
            }
        }

        return true;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Finds what a snapshot believes of single facts: by their natural key, or of those that changed in a time.</summary>
internal sealed class SqliteFactLookup<T>(SqliteConnection connection, FactKind<T> kind, int snapshot, StringPool pool)
    : IDisposable
{
    private const int CheckEvery = 5_000;
    private const string Columns = "key, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before";

    // ?1 is the snapshot.
    private const string Believed = "recorded_by <= ?1 AND (superseded_by IS NULL OR superseded_by > ?1)";

    private readonly JsonTypeInfo<T>? _json = kind.FromKey is null ? FactKind<T>.Json(FactJson.With(pool)) : null;
    private readonly SqliteStatement _rows = new(
        connection,
        $"SELECT {Columns} FROM {kind.Table} WHERE key = ?2 AND {Believed} ORDER BY valid_from"
    );

    public ImmutableArray<HeldFact<T>> Of(string key)
    {
        var held = ImmutableArray.CreateBuilder<HeldFact<T>>();
        _rows.Bind(1, snapshot).Bind(2, key);
        while (_rows.Step())
        {
            held.Add(Read(_rows));
        }

        _rows.Reset();
        return held.ToImmutable();
    }

    /// <summary>Facts that began or ended after one instant and not after another, by key; of each all that touches the time between.</summary>
    public ImmutableArray<ChangedFact<T>> Changed(
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        using var rows = new SqliteStatement(
            connection,
            $"""
            SELECT {Columns} FROM {kind.Table}
            WHERE {Believed} AND valid_from <= ?3 AND (valid_to IS NULL OR valid_to > ?2)
                AND key IN (
                    SELECT key FROM {kind.Table}
                    WHERE {Believed} AND ((valid_from > ?2 AND valid_from <= ?3) OR (valid_to > ?2 AND valid_to <= ?3))
                )
            ORDER BY key, valid_from
            """
        );
        rows.Bind(1, snapshot).Bind(2, from.ToUnixTimeMilliseconds()).Bind(3, to.ToUnixTimeMilliseconds());
        var changed = ImmutableArray.CreateBuilder<ChangedFact<T>>();
        var held = new List<HeldFact<T>>();
        string? last = null;
        for (var seen = 0; rows.Step(); seen++)
        {
            if (seen % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var key = rows.Text(0);
            if (key != last && held.Count > 0)
            {
                changed.Add(new([.. held]));
                held.Clear();
            }

            last = key;
            held.Add(Read(rows));
        }

        if (held.Count > 0)
        {
            changed.Add(new([.. held]));
        }

        return changed.ToImmutable();
    }

    public void Dispose() => _rows.Dispose();

    private HeldFact<T> Read(SqliteStatement rows) =>
        new(
            kind.FromKey is { } fromKey
                ? fromKey(rows.Utf8(0), pool)
                : JsonSerializer.Deserialize(rows.Utf8(1), _json!)
                    ?? throw new InvalidDataException($"A stored fact of the kind '{kind.Name}' is empty."),
            DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(2)),
            Instant(rows, 3),
            Instant(rows, 4),
            Instant(rows, 5)
        );

    private static DateTimeOffset? Instant(SqliteStatement rows, int column) =>
        rows.NullableLong(column) is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}

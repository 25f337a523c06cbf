using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Finds what a snapshot believes of one fact by its natural key.</summary>
internal sealed class SqliteFactLookup<T>(SqliteConnection connection, FactKind<T> kind, int snapshot, StringPool pool)
    : IDisposable
{
    private readonly SqliteStatement _rows = new(
        connection,
        $"""
        SELECT key, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before FROM {kind.Table}
        WHERE key = ?2 AND recorded_by <= ?1 AND (superseded_by IS NULL OR superseded_by > ?1) ORDER BY valid_from
        """
    );

    public ImmutableArray<HeldFact<T>> Of(string key)
    {
        var held = ImmutableArray.CreateBuilder<HeldFact<T>>();
        var json = kind.FromKey is null ? FactKind<T>.Json(FactJson.With(pool)) : null;
        _rows.Bind(1, snapshot).Bind(2, key);
        while (_rows.Step())
        {
            held.Add(
                new(
                    kind.FromKey is { } fromKey
                        ? fromKey(_rows.Utf8(0), pool)
                        : JsonSerializer.Deserialize(_rows.Utf8(1), json!)
                            ?? throw new InvalidDataException($"A stored fact of the kind '{kind.Name}' is empty."),
                    DateTimeOffset.FromUnixTimeMilliseconds(_rows.Long(2)),
                    Instant(3),
                    Instant(4),
                    Instant(5)
                )
            );
        }

        _rows.Reset();
        return held.ToImmutable();
    }

    public void Dispose() => _rows.Dispose();

    private DateTimeOffset? Instant(int column) =>
        _rows.NullableLong(column) is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}

using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Puts whole histories of single facts in the place of what is believed of them; what stays the same is not touched.</summary>
internal sealed class SqliteToldWriter : IDisposable
{
    private const int CheckEvery = 5_000;

    private readonly IReadOnlyDictionary<string, long> _sources;
    private readonly int _snapshot;
    private readonly SqliteStatement _believed;
    private readonly SqliteStatement _supersede;
    private readonly SqliteStatement _remove;
    private readonly SqliteStatement _insert;

    public SqliteToldWriter(
        SqliteConnection connection,
        FactKind kind,
        int snapshot,
        IReadOnlyDictionary<string, long> sources
    )
    {
        _sources = sources;
        _snapshot = snapshot;
        var table = kind.Table;
        _believed = new(
            connection,
            $"SELECT id, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before, recorded_by FROM {table} WHERE key = ?1 AND superseded_by IS NULL"
        );
        _supersede = new(connection, $"UPDATE {table} SET superseded_by = {snapshot} WHERE id = ?1");
        // Only ever a row of this very import, which no snapshot has believed yet.
        _remove = new(connection, $"DELETE FROM {table} WHERE id = ?1");
        _insert = new(
            connection,
            $"""
            INSERT INTO {table} (key, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before, recorded_by, source_id, is_closed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, {snapshot}, ?7, ?8)
            """
        );
    }

    public void Write(IReadOnlyDictionary<string, IReadOnlyList<ToldRow>> told, CancellationToken cancellationToken)
    {
        var seen = 0;
        foreach (var (key, rows) in told.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (seen++ % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            Write(key, rows);
        }
    }

    public void Dispose()
    {
        _believed.Dispose();
        _supersede.Dispose();
        _remove.Dispose();
        _insert.Dispose();
    }

    private void Write(string key, IReadOnlyList<ToldRow> rows)
    {
        var isThere = new bool[rows.Count];
        var gone = new List<(long Id, bool IsOwn)>();
        _believed.Bind(1, key);
        while (_believed.Step())
        {
            var span = new FactSpan(
                _believed.Long(2),
                _believed.NullableLong(3),
                _believed.NullableLong(4),
                _believed.NullableLong(5)
            );
            var same = -1;
            for (var row = 0; row < rows.Count && same < 0; row++)
            {
                same =
                    !isThere[row] && rows[row].Span == span && _believed.Utf8(1).SequenceEqual(rows[row].Body)
                        ? row
                        : -1;
            }

            if (same >= 0)
            {
                isThere[same] = true;
            }
            else
            {
                gone.Add((_believed.Long(0), _believed.Long(6) == _snapshot));
            }
        }

        _believed.Reset();
        foreach (var (id, isOwn) in gone)
        {
            (isOwn ? _remove : _supersede).Bind(1, id).Run();
        }

        for (var row = 0; row < rows.Count; row++)
        {
            if (!isThere[row])
            {
                Insert(key, rows[row]);
            }
        }
    }

    private void Insert(string key, ToldRow row) =>
        _insert
            .Bind(1, key)
            .BindUtf8(2, row.Body)
            .Bind(3, row.Span.From)
            .Bind(4, row.Span.FromNotBefore)
            .Bind(5, row.Span.To)
            .Bind(6, row.Span.ToNotBefore)
            .Bind(7, row.Source is { } name && _sources.TryGetValue(name, out var source) ? source : null)
            .Bind(8, row.Span.To is null ? 0 : 1)
            .Run();
}

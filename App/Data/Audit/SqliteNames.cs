using GovernanceDashboard.Data.Facts;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Audit;

/// <summary>
/// Numbers for names. New ones are written by <see cref="Save"/>, so that a number that was given out stays good when rows are rolled back.
/// Memory: one entry per name that this import met. For one thread.
/// </summary>
internal sealed class SqliteNames : IDisposable
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<(int Id, string Name)> _unsaved = [];
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _insert;
    private int _next;

    public SqliteNames(SqliteConnection connection, string table)
    {
        using var last = new SqliteStatement(connection, $"SELECT max(id) FROM {table}");
        last.Step();
        _next = (int)(last.NullableLong(0) ?? 0) + 1;
        _find = new(connection, $"SELECT id FROM {table} WHERE name = ?1");
        _insert = new(connection, $"INSERT INTO {table} (id, name) VALUES (?1, ?2)");
    }

    public int Of(string name)
    {
        if (!_known.TryGetValue(name, out var id))
        {
            id = Stored(name) ?? Add(name);
            _known.Add(name, id);
        }

        return id;
    }

    public void Save()
    {
        foreach (var (id, name) in _unsaved)
        {
            _insert.Bind(1, id).Bind(2, name).Run();
        }

        _unsaved.Clear();
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
    }

    private int? Stored(string name)
    {
        int? id = _find.Bind(1, name).Step() ? (int)_find.Long(0) : null;
        _find.Reset();
        return id;
    }

    private int Add(string name)
    {
        _unsaved.Add((_next, name));
        return _next++;
    }
}

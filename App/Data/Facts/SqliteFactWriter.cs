using System.Runtime.InteropServices;
using System.Text;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>
/// Brings one kind of fact up to date inside the import's transaction: compares the draft with what is believed, supersedes what
/// changed and inserts what is new. Rows that stayed are not touched. Memory: one entry per draft row.
/// </summary>
internal sealed class SqliteFactWriter : IDisposable
{
    private const int ReportEvery = 5_000;

    private readonly FactKind _kind;
    private readonly FactTimeline _timeline;
    private readonly IReadOnlyDictionary<string, long> _sources;
    private readonly SqliteStatement _believed;
    private readonly SqliteStatement _lastEnd;
    private readonly SqliteStatement _supersede;
    private readonly SqliteStatement _close;
    private readonly SqliteStatement _insert;
    private readonly SqliteConnection _connection;
    private readonly int _snapshot;

    /// <param name="sources">Ids of this import's files, by name.</param>
    public SqliteFactWriter(
        SqliteConnection connection,
        FactKind kind,
        int snapshot,
        FactTimeline timeline,
        IReadOnlyDictionary<string, long> sources
    )
    {
        _connection = connection;
        _snapshot = snapshot;
        _kind = kind;
        _timeline = timeline;
        _sources = sources;
        var table = kind.Table;
        _believed = new(
            connection,
            $"SELECT id, key, body, valid_from, valid_from_not_before, valid_to FROM {table} WHERE superseded_by IS NULL AND is_closed = 0"
        );
        _lastEnd = new(
            connection,
            $"SELECT max(valid_to) FROM {table} WHERE key = ?1 AND superseded_by IS NULL AND is_closed = 1"
        );
        _supersede = new(connection, $"UPDATE {table} SET superseded_by = {snapshot} WHERE id = ?1");
        _close = new(
            connection,
            $"""
            INSERT INTO {table} (key, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before, recorded_by, source_id, is_closed)
            SELECT key, body, valid_from, valid_from_not_before, ?2, ?3, {snapshot}, source_id, ?4 FROM {table} WHERE id = ?1
            """
        );
        _insert = new(
            connection,
            $"""
            INSERT INTO {table} (key, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before, recorded_by, source_id, is_closed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, {snapshot}, ?7, ?8)
            """
        );
    }

    /// <exception cref="InvalidDataException">Two facts of the draft have the same key.</exception>
    public void Write(DraftRows rows, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        CheckKeys(rows);
        HoldBack();
        var isStored = new bool[rows.Count];
        var hasHistory = _timeline.Previous is not null;
        if (hasHistory) // the first import has nothing to compare with, and the look-up is its largest structure
        {
            foreach (var change in Compare(rows, isStored, cancellationToken))
            {
                Apply(change, rows);
            }
        }

        for (var row = 0; row < rows.Count; row++)
        {
            if (!isStored[row] && (rows.Told.Count == 0 || !rows.Told.ContainsKey(rows.Key(row))))
            {
                Open(row, rows, hasHistory);
            }

            if (row % ReportEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(new($"Writing {_kind.Name}", row, rows.Count));
            }
        }

        using var told = new SqliteToldWriter(_connection, _kind, _snapshot, _sources);
        told.Write(rows.Told, cancellationToken);
    }

    /// <summary>A complete log that reaches behind the first import: what held there and is not known to have begun, held since.</summary>
    private void HoldBack()
    {
        if (_timeline.Since is not { } since || _timeline.Previous is null)
        {
            return;
        }

        const string Begun =
            "superseded_by IS NULL AND valid_from_not_before IS NULL AND valid_from > ?1 AND recorded_by < ?2";
        using var insert = new SqliteStatement(
            _connection,
            $"""
            INSERT INTO {_kind.Table} (key, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before, recorded_by, source_id, is_closed)
            SELECT key, body, ?1, NULL, valid_to, valid_to_not_before, ?2, source_id, is_closed FROM {_kind.Table} WHERE {Begun}
            """
        );
        insert.Bind(1, since).Bind(2, _snapshot).Run();
        using var supersede = new SqliteStatement(
            _connection,
            $"UPDATE {_kind.Table} SET superseded_by = ?2 WHERE {Begun}"
        );
        supersede.Bind(1, since).Bind(2, _snapshot).Run();
    }

    public void Dispose()
    {
        _believed.Dispose();
        _lastEnd.Dispose();
        _supersede.Dispose();
        _close.Dispose();
        _insert.Dispose();
    }

    /// <summary>Rows come in natural order, so equal keys are neighbours.</summary>
    private void CheckKeys(DraftRows rows)
    {
        string? previous = null;
        for (var row = 0; row < rows.Count; row++)
        {
            var key = rows.Key(row);
            if (key == previous)
            {
                throw new InvalidDataException($"Two facts of the kind '{_kind.Name}' have the same key.");
            }

            previous = key;
        }
    }

    /// <summary>What has to change, gathered first: SQLite does not define what a scan sees of changes made under it.</summary>
    private List<StoredChange> Compare(DraftRows rows, bool[] isStored, CancellationToken cancellationToken)
    {
        var byKey = new Dictionary<string, int>(rows.Count, StringComparer.Ordinal);
        for (var row = 0; row < rows.Count; row++)
        {
            byKey.Add(rows.Key(row), row);
        }

        var changes = new List<StoredChange>();
        var characters = new char[256];
        var lookup = byKey.GetAlternateLookup<ReadOnlySpan<char>>();
        var told = new HashSet<string>(rows.Told.Keys, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        for (var seen = 0; _believed.Step(); seen++)
        {
            if (seen % ReportEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var key = Decode(_believed.Utf8(1), ref characters);
            if (told.Contains(key))
            {
                continue;
            }

            var span = new FactSpan(_believed.Long(3), _believed.NullableLong(4), _believed.NullableLong(5), null);
            var id = _believed.Long(0);
            if (!lookup.TryGetValue(key, out var row))
            {
                // A declared end that has passed: the source may forget it, history does not.
                if (!_kind.KeepsMissing && (span.To is null || span.To > _timeline.Now))
                {
                    changes.Add(new(id, span, null, false));
                }

                continue;
            }

            isStored[row] = true;
            var body = _believed.Utf8(2);
            if (!body.SequenceEqual(rows.Body(row)))
            {
                changes.Add(new(id, span, row, rows.Follows(row, body)) { Between = rows.After(row, body) });
            }
            else if (Milliseconds(rows.ValidTo(row)) != span.To)
            {
                changes.Add(new(id, span, row, false) { IsNewEnd = true });
            }
        }

        return changes;
    }

    private void Apply(StoredChange change, DraftRows rows)
    {
        _supersede.Bind(1, change.Id).Run();
        if (change.IsNewEnd)
        {
            var end = Milliseconds(rows.ValidTo(change.Row!.Value));
            if (end is null || end > change.Span.From)
            {
                Close(change.Id, end, end, isClosed: false);
            }

            return;
        }

        FactSpan? next = change.Row is { } row
            ? _timeline.Replaced(Milliseconds(rows.ValidFrom(row)), Milliseconds(rows.ValidTo(row)))
            : null;
        long? begins = change.Row is null ? null : next?.From ?? _timeline.Now;
        var isExact = change.IsExact && next?.From == next?.FromNotBefore;
        if (change.Row is { } replaced && Between(change.Between, replaced, rows) is { Count: > 0 } versions)
        {
            (begins, isExact) = (versions[0].From, true);
            InsertEarlier(versions, replaced, rows);
        }

        if (_timeline.Closed(change.Span, begins, isExact) is { } closed)
        {
            Close(change.Id, closed.To, closed.ToNotBefore, isClosed: true);
        }

        if (next is { } span)
        {
            Insert(change.Row!.Value, rows, span);
        }
    }

    private void Open(int row, DraftRows rows, bool mayHaveEnded)
    {
        long? lastEnd = null;
        if (mayHaveEnded)
        {
            _lastEnd.Bind(1, rows.Key(row)).Step();
            lastEnd = _lastEnd.NullableLong(0);
            _lastEnd.Reset();
        }

        if (_timeline.Opened(Milliseconds(rows.ValidFrom(row)), Milliseconds(rows.ValidTo(row)), lastEnd) is { } span)
        {
            Insert(row, rows, span);
            // Of a fact that the last import did not have, the versions since then: an older one would contradict that import.
            var since = rows.Earlier(row).Where(version => version.From >= (lastEnd ?? 0)).ToArray();
            InsertEarlier(
                Between([.. since.SkipWhile(version => version.From <= _timeline.Previous)], row, rows),
                row,
                rows
            );
        }
    }

    /// <summary>The versions as they are, if they lie between the two imports and lead up to the row's own; else none.</summary>
    private IReadOnlyList<EarlierVersion> Between(IReadOnlyList<EarlierVersion> versions, int row, DraftRows rows) =>
        versions is [var first, ..]
        && _timeline.Previous is { } previous
        && first.From > previous
        && versions[^1].To == Milliseconds(rows.ValidFrom(row))
        && versions[^1].To <= _timeline.Now
            ? versions
            : [];

    private void InsertEarlier(IReadOnlyList<EarlierVersion> versions, int row, DraftRows rows)
    {
        foreach (var version in versions)
        {
            Insert(row, rows, version.Body, new(version.From, version.From, version.To, version.To), isClosed: true);
        }
    }

    private void Insert(int row, DraftRows rows, FactSpan span) =>
        Insert(row, rows, rows.Body(row), span, isClosed: false);

    private void Insert(int row, DraftRows rows, ReadOnlySpan<byte> body, FactSpan span, bool isClosed)
    {
        long? source = rows.Source(row) is { } name && _sources.TryGetValue(name, out var id) ? id : null;
        _insert
            .Bind(1, rows.Key(row))
            .BindUtf8(2, body)
            .Bind(3, span.From)
            .Bind(4, span.FromNotBefore)
            .Bind(5, span.To)
            .Bind(6, span.ToNotBefore)
            .Bind(7, source)
            .Bind(8, isClosed ? 1 : 0)
            .Run();
    }

    private void Close(long id, long? to, long? toNotBefore, bool isClosed) =>
        _close.Bind(1, id).Bind(2, to).Bind(3, toNotBefore).Bind(4, isClosed ? 1 : 0).Run();

    private static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> utf8, ref char[] characters)
    {
        if (characters.Length < utf8.Length)
        {
            characters = new char[utf8.Length * 2];
        }

        return characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, characters));
    }

    private static long? Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    /// <summary>A stored row that does not stay as it is.</summary>
    /// <param name="Row">The draft's row of the same key; null where the fact is gone.</param>
    /// <param name="IsExact">The draft's version follows the stored one at once.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct StoredChange(long Id, FactSpan Span, int? Row, bool IsExact)
    {
        /// <summary>The same fact with another declared end.</summary>
        public bool IsNewEnd { get; init; }

        /// <summary>Versions between the stored one and the draft's; empty where not all of them are known.</summary>
        public IReadOnlyList<EarlierVersion> Between { get; init; } = [];
    }
}

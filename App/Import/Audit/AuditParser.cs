using System.Runtime.InteropServices;
using System.Text.Json;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Audit;

/// <summary>
/// Turns lines into rows: events on tables that may be sensitive one by one, the others added up by day, login, columns and result. Memory
/// grows with the names in the logs, not with their events. For one thread.
/// </summary>
internal sealed class AuditParser(AuditPlaces places, AuditClock clock, long takenAt)
{
    private const int Hive = 3; // Ranger's number of the kind of service
    private const int MostPlaces = 1_000_000;
    private const int MostNames = 2_000_000;
    private const int MostDays = 200_000;

    private readonly AuditLine _line = new();
    private readonly Utf8Map<int> _logins = new();
    private readonly Dictionary<TableName, int> _tables = [];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Utf8Map<Place> _hive = new();
    private readonly Utf8Map<Place> _files = new();
    private readonly Dictionary<DayKey, DayUse> _days = [];
    private AuditStreams _streams = new();
    private AuditBatch _batch = new();
    private long _first = long.MaxValue;
    private long _last = long.MinValue;
    private long _events;

    /// <summary>Of all files so far.</summary>
    public AuditTally Tally { get; set; } = new();

    public AuditBatch Read(LineChunk chunk)
    {
        _batch = new() { Position = chunk.Position };
        var (rest, number) = (chunk.Lines, chunk.FirstLine);
        for (; !rest.IsEmpty; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!line.Span.Trim(" \t\r\uFEFF"u8).IsEmpty)
            {
                Read(number == 1 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line, number);
            }
        }

        _batch.Refusals.AddRange(chunk.Refusals);
        if (_days.Count > MostDays)
        {
            Flush();
        }

        return _batch;
    }

    /// <summary>The rest of a file's days; then <paramref name="summary"/> of the file, without its hashes.</summary>
    public AuditBatch Finish(out AuditFileSummary summary)
    {
        _batch = new();
        Flush();
        summary = new(
            _events,
            _events == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_first),
            _events == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_last),
            _streams.All()
        );
        (_streams, _first, _last, _events) = (new(), long.MaxValue, long.MinValue, 0);
        return _batch;
    }

    private void Read(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            _line.Read(line);
            Add();
            _batch.Accepted++;
        }
        catch (JsonException)
        {
            _batch.Refusals.Add((number, "not valid JSON"));
        }
        catch (InvalidDataException refused)
        {
            _batch.Refusals.Add((number, refused.Message));
        }
    }

    private void Add()
    {
        if (_line.User.IsEmpty || _line.Instant.IsEmpty)
        {
            throw new InvalidDataException(_line.User.IsEmpty ? "'reqUser' is missing" : "'evtTime' is missing");
        }

        var at = clock.Read(_line.Instant);
        _streams.Add(_line.Id, _line.Number, at, _line.Host, isHive: _line.Service == Hive);
        Tally.Late += at > takenAt ? 1 : 0;
        if (_line.Service is not (null or 1 or 3))
        {
            Tally.OtherServices++;
            return;
        }

        var isFiles = _line.Service is { } service ? service == 1 : _line.Type.SequenceEqual("path"u8);
        if (Traits(isFiles) is not { } traits)
        {
            Tally.OtherActions++;
            return;
        }

        var place = isFiles ? FilePlace() : HivePlace();
        if (place.Table == 0)
        {
            Tally.NoTable++;
            return;
        }

        Tally.Kept++;
        _events++;
        _first = Math.Min(_first, at);
        _last = Math.Max(_last, at);
        if (place.KeepsInstants)
        {
            _batch.Reads.Add(new(place.Table, Login(), place.Columns, traits, at, at, _line.Count));
        }
        else
        {
            AddDay(new(place.Table, Login(), place.Columns, traits, Day(at)), at);
        }
    }

    /// <summary>Null where the event is neither a read nor a write of data.</summary>
    private AuditTraits? Traits(bool isFiles)
    {
        var denied = _line.IsAllowed ? AuditTraits.None : AuditTraits.Denied;
        var action = _line.Action;
        if (isFiles)
        {
            return action.SequenceEqual("read"u8) ? denied | AuditTraits.Files
                : action.SequenceEqual("write"u8) ? denied | AuditTraits.Files | AuditTraits.Write
                : null;
        }

        if (action.SequenceEqual("select"u8))
        {
            // Masks and row filters have events of their own beside the read's.
            return IsRestriction(_line.Access) ? null : denied;
        }

        return action.SequenceEqual("update"u8) || action.SequenceEqual("alter"u8) || action.SequenceEqual("create"u8)
            ? denied | AuditTraits.Write
            : null;
    }

    private static bool IsRestriction(ReadOnlySpan<byte> access) =>
        access.StartsWith("MASK"u8)
        || access.SequenceEqual("CUSTOM"u8)
        || access.SequenceEqual("ROW_FILTER"u8)
        || access.SequenceEqual("METADATA OPERATION"u8);

    private Place HivePlace()
    {
        // Named by its type where it has one: a database's name may hold no slash, but a url does.
        if (
            !_line.Type.IsEmpty
            && !_line.Type.EndsWith("table"u8)
            && !_line.Type.EndsWith("column"u8)
            && !_line.Type.EndsWith("view"u8)
        )
        {
            return default;
        }

        if (!_hive.TryGet(_line.Resource, out var place))
        {
            var parts = Utf8Map<Place>.Text(_line.Resource).ToLowerInvariant().Split('/');
            place =
                parts.Length is 2 or 3 && parts[0].Length > 0 && parts[1].Length > 0
                    ? PlaceOf(new(parts[0], parts[1]), parts.Length == 3 ? parts[2] : "")
                    : default;
            Remember(_hive, place);
        }

        return place;
    }

    private Place FilePlace()
    {
        if (!_files.TryGet(_line.Resource, out var place))
        {
            place = places.At(Utf8Map<Place>.Text(_line.Resource)) is { } table ? PlaceOf(table, "") : default;
            Remember(_files, place);
        }

        return place;
    }

    private void Remember(Utf8Map<Place> known, Place place)
    {
        if (known.Count == MostPlaces)
        {
            known.Clear();
        }

        known.Add(_line.Resource, place);
    }

    private Place PlaceOf(TableName table, string columns)
    {
        if (!_tables.TryGetValue(table, out var number))
        {
            if (_tables.Count == MostNames)
            {
                throw new InvalidDataException("more different tables than a catalogue can have");
            }

            _tables.Add(table, number = _tables.Count + 1);
            _batch.Tables.Add(table);
        }

        return new(number, Columns(columns), places.KeepsInstants(table));
    }

    private int Columns(string columns)
    {
        if (columns.Length == 0)
        {
            return 0;
        }

        if (!_columns.TryGetValue(columns, out var number))
        {
            if (_columns.Count == MostNames)
            {
                Tally.WithoutColumns++;
                return 0;
            }

            _columns.Add(columns, number = _columns.Count + 1);
            _batch.Columns.Add(columns);
        }

        return number;
    }

    private int Login()
    {
        if (!_logins.TryGet(_line.User, out var number))
        {
            if (_logins.Count == MostNames)
            {
                throw new InvalidDataException("more different logins than a directory can have");
            }

            _batch.Logins.Add(Utf8Map<int>.Text(_line.User));
            _logins.Add(_line.User, number = _logins.Count + 1);
        }

        return number;
    }

    private void AddDay(DayKey key, long at)
    {
        ref var use = ref CollectionsMarshal.GetValueRefOrAddDefault(_days, key, out var isKnown);
        use = isKnown
            ? new(Math.Min(use.First, at), Math.Max(use.Last, at), use.Count + _line.Count)
            : new(at, at, _line.Count);
    }

    private void Flush()
    {
        foreach (var (key, use) in _days)
        {
            _batch.Days.Add(new(key.Table, key.Login, key.Columns, key.Traits, use.First, use.Last, use.Count));
        }

        _days.Clear();
    }

    private static int Day(long at) => (int)(at / SqliteAuditSink.DayMilliseconds);

    /// <param name="Table">0 where the resource is no table.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int Table, int Columns, bool KeepsInstants);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct DayKey(int Table, int Login, int Columns, AuditTraits Traits, int Day);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct DayUse(long First, long Last, long Count);
}

/// <summary>What a log file held of events that are kept.</summary>
internal sealed record AuditFileSummary(
    long Events,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    IReadOnlyList<AuditStream> Streams
);

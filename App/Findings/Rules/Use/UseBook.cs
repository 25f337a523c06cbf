using System.Runtime.InteropServices;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>
/// Adds up logged reads while they stream past, in the store's order: exact ones by table and instant, then those of days together. Kept are reads of sensitive and unclassified tables
/// by people; what service accounts read is their work, and is judged by nobody here. Refused attempts are no reads. For one thread.
/// </summary>
public sealed class UseBook
{
    /// <summary>Reads of a table further apart are two runs.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    private static readonly int s_epochDay = (int)(DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerDay);

    private readonly RuleContext _context;
    private readonly DeclaredAudience _audience;
    private readonly Dictionary<string, Reader?> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<(Reader, string Group), GroupDraft> _drafts = [];
    private readonly Dictionary<(Reader, TableOrdinal), OutsideReads> _outside = [];
    private readonly Dictionary<string, Principal> _people;
    private readonly List<Reader> _running = [];
    private readonly Dictionary<TableName, DateTimeOffset> _lastReads = [];
    private TableName _name;
    private (TableOrdinal Table, string Group, double Weight)? _table;

    public UseBook(RuleContext context)
    {
        _context = context;
        _audience = context.Audience;
        _people = context
            .Facts.Principals.Where(principal =>
                principal is { Person: not null, Id.Namespace: PrincipalNamespace.Login }
            )
            .ToDictionary(principal => principal.Id.Name, StringComparer.Ordinal);
    }

    public void Add(LoggedRead read)
    {
        if (read.Table != _name)
        {
            EndRuns();
            _name = read.Table;
            _table = Find(read.Table);
        }

        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastReads, read.Table, out var isKnown);
        last = isKnown && last > read.Last ? last : read.Last;

        if (_table is not var (table, group, weight) || ReaderOf(read.Login) is not { } reader)
        {
            return;
        }

        if (_audience.Of(table, read.Login, read.First) == Meant.No)
        {
            AddOutside(reader, table, read, read.First);
        }
        else if (!read.IsExact && _audience.Of(table, read.Login, read.Last) == Meant.No)
        {
            AddOutside(reader, table, read, read.Last);
        }

        ref var draft = ref CollectionsMarshal.GetValueRefOrAddDefault(_drafts, (reader, group), out _);
        draft ??= new();
        draft.Weight = Math.Max(draft.Weight, weight);
        if (read.First < draft.First)
        {
            (draft.First, draft.FirstTable) = (read.First, table);
        }

        var day = draft.Day(reader.DayOf(read.First));
        day.Add(table, read);
        if (!read.IsExact)
        {
            return;
        }

        if (reader.Run is { } run && run.Draft == draft && read.First - run.To <= Pause)
        {
            (run.To, run.Reads) = (read.First, run.Reads + read.Count);
            return;
        }

        End(reader);
        if (reader.Run is null)
        {
            _running.Add(reader);
        }

        reader.Run = new(draft, day, read.First) { To = read.First, Reads = read.Count };
    }

    public LoggedUse Close()
    {
        EndRuns();
        return new(
            [
                .. _drafts
                    .Select(draft => draft.Value.ToReader(draft.Key.Item1, draft.Key.Group))
                    .OrderBy(reader => reader.Login, StringComparer.Ordinal)
                    .ThenBy(reader => reader.Group, StringComparer.Ordinal),
            ],
            [
                .. _outside
                    .Values.OrderBy(outside => outside.Login, StringComparer.Ordinal)
                    .ThenBy(outside => outside.Table.Value),
            ]
        )
        {
            LastReads = _lastReads
                .Select(read => (Table: _context.Index.FindTable(read.Key), Last: read.Value))
                .Where(read => read.Table is not null)
                .ToDictionary(read => read.Table!.Value, read => read.Last),
        };
    }

    private (TableOrdinal, string, double)? Find(TableName name)
    {
        if (_context.Index.FindTable(name) is not { } table || !_context.IsSensitive(table))
        {
            return null;
        }

        return (table, _context.SmallestGroup(table), _context.WeightOf(table));
    }

    private Reader? ReaderOf(string login)
    {
        if (!_readers.TryGetValue(login, out var reader))
        {
            reader = _people.TryGetValue(login, out var principal)
                ? new(login, ReaderZones.Of(principal.Person!.Region))
                : null;
            _readers.Add(login, reader);
        }

        return reader;
    }

    // Of a day's reads only the one that is known to lie outside counts.
    private void AddOutside(Reader reader, TableOrdinal table, LoggedRead read, DateTimeOffset at)
    {
        var reads = read.IsExact ? read.Count : 1;
        var isByFiles = read.Channel == AuditChannel.Files;
        _outside[(reader, table)] = _outside.TryGetValue((reader, table), out var known)
            ? known with
            {
                First = at < known.First ? at : known.First,
                Last = at > known.Last ? at : known.Last,
                Reads = known.Reads + reads,
                IsByFiles = known.IsByFiles || isByFiles,
            }
            : new(reader.Login, table, at, at, reads, isByFiles);
    }

    private void EndRuns()
    {
        foreach (var reader in _running)
        {
            End(reader);
            reader.Run = null;
        }

        _running.Clear();
    }

    private static void End(Reader reader)
    {
        if (reader.Run is { } run && (run.Day.Longest is not { } longest || run.Reads > longest.Reads))
        {
            run.Day.Longest = new(run.From, run.To, run.Reads);
        }
    }

    private sealed class Reader(string login, TimeZoneInfo? zone)
    {
        public string Login { get; } = login;

        public TimeZoneInfo? Zone { get; } = zone;

        /// <summary>Of the table that streams past.</summary>
        public Run? Run { get; set; }

        public int DayOf(DateTimeOffset at) => (int)((at.UtcTicks + OffsetOf(at)) / TimeSpan.TicksPerDay - s_epochDay);

        private long OffsetOf(DateTimeOffset at) => Zone?.GetUtcOffset(at).Ticks ?? 0;
    }

    private sealed class Run(GroupDraft draft, DayDraft day, DateTimeOffset from)
    {
        public GroupDraft Draft { get; } = draft;

        public DayDraft Day { get; } = day;

        public DateTimeOffset From { get; } = from;

        public DateTimeOffset To { get; set; }

        public long Reads { get; set; }
    }

    private sealed class GroupDraft
    {
        private readonly Dictionary<int, DayDraft> _days = [];

        public double Weight { get; set; }

        public DateTimeOffset First { get; set; } = DateTimeOffset.MaxValue;

        public TableOrdinal FirstTable { get; set; }

        public DayDraft Day(int number)
        {
            if (!_days.TryGetValue(number, out var day))
            {
                _days.Add(number, day = new());
            }

            return day;
        }

        public GroupReader ToReader(Reader reader, string group) =>
            new(
                reader.Login,
                group,
                reader.Zone,
                FirstTable,
                Weight,
                [.. _days.OrderBy(day => day.Key).Select(day => day.Value.ToDay(day.Key))]
            );
    }

    private sealed class DayDraft
    {
        private readonly List<ReadHour> _hours = [];
        private int _tables;
        private TableOrdinal? _last;
        private long _reads;
        private DateTimeOffset _from = DateTimeOffset.MaxValue;
        private DateTimeOffset _to = DateTimeOffset.MinValue;

        public ReadRun? Longest { get; set; }

        // Tables stream past one after the other, those of days together a second time: a table with reads of both sorts on a day is counted twice there.
        public void Add(TableOrdinal table, LoggedRead read)
        {
            _tables += _last == table ? 0 : 1;
            _last = table;
            _reads += read.Count;
            _from = read.First < _from ? read.First : _from;
            _to = read.Last > _to ? read.Last : _to;
            if (!read.IsExact)
            {
                return;
            }

            var hour = read.First.ToUnixTimeSeconds() / 3_600;
            var at = _hours.FindIndex(known => known.Hour == hour);
            if (at < 0)
            {
                _hours.Add(new(hour, read.First, read.First, read.Count));
                return;
            }

            var known = _hours[at];
            _hours[at] = known with
            {
                First = read.First < known.First ? read.First : known.First,
                Last = read.First > known.Last ? read.First : known.Last,
                Reads = known.Reads + read.Count,
            };
        }

        public ReadDay ToDay(int day) =>
            new(day, _tables, _reads, _from, _to, Longest, [.. _hours.OrderBy(hour => hour.Hour)]);
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>Reads of one table one after the other, none more than <see cref="UseBook.Pause"/> after the last.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadRun(DateTimeOffset From, DateTimeOffset To, long Reads);

/// <summary>Reads within one hour.</summary>
/// <param name="Hour">Hours since the epoch, UTC.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadHour(long Hour, DateTimeOffset First, DateTimeOffset Last, long Reads);

/// <summary>What one reader read of one group on one day of the reader's own zone, or of UTC where that is unknown.</summary>
/// <param name="Day">Days since the epoch.</param>
/// <param name="Tables">Distinct tables.</param>
/// <param name="Longest">The run with the most reads; null where only daily counts are known.</param>
/// <param name="Hours">By hour; only reads whose instant is known.</param>
internal sealed record ReadDay(
    int Day,
    int Tables,
    long Reads,
    DateTimeOffset First,
    DateTimeOffset Last,
    ReadRun? Longest,
    ImmutableArray<ReadHour> Hours
);

/// <summary>One person's logged reads of one group of sensitive tables, by a login.</summary>
/// <param name="Group"><c>group:</c> and the smallest table group that holds the tables, or <c>db:</c> and the database of tables in none.</param>
/// <param name="Zone">Null where the directory does not tell.</param>
/// <param name="FirstTable">The table of the very first read.</param>
/// <param name="Weight">Severity points of the heaviest table read.</param>
/// <param name="Days">By day; at least one.</param>
internal sealed record GroupReader(
    string Login,
    string Group,
    TimeZoneInfo? Zone,
    TableOrdinal FirstTable,
    double Weight,
    ImmutableArray<ReadDay> Days
)
{
    public DateTimeOffset First => Days[0].First;

    public DateTimeOffset Last => Days.Max(day => day.Last);

    /// <summary>Days from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public IEnumerable<ReadDay> Between(int from, int to) => Days.Where(day => day.Day >= from && day.Day < to);
}

/// <summary>A person's logged reads of one table while nobody had meant that person to read it.</summary>
internal sealed record OutsideReads(
    string Login,
    TableOrdinal Table,
    DateTimeOffset First,
    DateTimeOffset Last,
    long Reads,
    bool IsByFiles
);

/// <summary>What logs tell of the use of sensitive and unclassified tables by people, added up as far as rules need it. Size: readers x groups x days.</summary>
public sealed class LoggedUse
{
    // Logs that end earlier say nothing of the last days.
    private static readonly TimeSpan s_fresh = TimeSpan.FromDays(3);

    /// <summary>No log was imported.</summary>
    public static LoggedUse None { get; } = new([], []);

    internal LoggedUse(ImmutableArray<GroupReader> readers, ImmutableArray<OutsideReads> outside)
    {
        (Readers, Outside) = (readers, outside);
        ByGroup = readers.ToLookup(reader => reader.Group, StringComparer.Ordinal);
        ByLogin = readers.ToLookup(reader => reader.Login, StringComparer.Ordinal);
        BeganOf = ByGroup.ToDictionary(
            group => group.Key,
            group => group.Min(reader => reader.First),
            StringComparer.Ordinal
        );
        Began = readers.IsEmpty ? null : readers.Min(reader => reader.First);
        Ended = readers.IsEmpty ? null : readers.Max(reader => reader.Last);
    }

    /// <summary>By login, then group.</summary>
    internal ImmutableArray<GroupReader> Readers { get; }

    /// <summary>By login, then table.</summary>
    internal ImmutableArray<OutsideReads> Outside { get; }

    internal ILookup<string, GroupReader> ByGroup { get; }

    internal ILookup<string, GroupReader> ByLogin { get; }

    /// <summary>The first read of each group.</summary>
    internal IReadOnlyDictionary<string, DateTimeOffset> BeganOf { get; }

    /// <summary>The first read of all.</summary>
    internal DateTimeOffset? Began { get; }

    /// <summary>The last read of all.</summary>
    internal DateTimeOffset? Ended { get; }

    /// <summary>The last logged read of each table by anybody, services among them; of every table, sensitive or not.</summary>
    internal IReadOnlyDictionary<TableOrdinal, DateTimeOffset> LastReads { get; init; } =
        new Dictionary<TableOrdinal, DateTimeOffset>();

    /// <summary>Null where no read is on record.</summary>
    internal DateTimeOffset? LastReadOf(TableOrdinal table) => LastReads.TryGetValue(table, out var last) ? last : null;

    /// <summary>
    /// Whether silence of these logs can say anything of a time: they begin before it, and reach to its end.
    /// </summary>
    internal bool SpeaksOf(DateTimeOffset since, DateTimeOffset now) => Began <= since && Ended >= now - s_fresh;

    /// <summary>
    /// Days on which somebody read and 30 days of logs lay behind, each reader's counted: what rates of false alarms are told by.
    /// </summary>
    public long JudgedDays =>
        ByLogin.Sum(login =>
            (long)
                login
                    .SelectMany(reader => reader.Days)
                    .Where(day => Began is { } began && day.First - began >= TimeSpan.FromDays(Baseline.History))
                    .Select(day => day.Day)
                    .Distinct()
                    .Count()
        );
}

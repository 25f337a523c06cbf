using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// What a stretch of history comes to, whichever tables are asked about: its people, its policies, and its changes by table. Made once and kept
/// with the history, so that a ledger of few tables looks at their own changes and at those that are about no single table. For several threads.
/// </summary>
internal sealed class LedgerGround
{
    private static readonly ConditionalWeakTable<EstateHistory, Kept> s_kept = [];

    private readonly Dictionary<TableName, int> _numbers = [];
    private readonly ByTable<int> _changes;
    private readonly ByTable<HistoryEdit> _initial;
    private readonly Lazy<MembershipClosure> _closure;

    private LedgerGround(HistoryTimeline timeline, DateTimeOffset from, DateTimeOffset to)
    {
        (Timeline, From, To) = (timeline, from, to);
        People = new(timeline);
        Tables =
        [
            .. timeline
                .Edits.Where(edit => edit.Kind == HistoryKind.Table)
                .Select(edit => ((TableResource)edit.Fact).Name)
                .Distinct()
                .Order(),
        ];
        for (var table = 0; table < Tables.Length; table++)
        {
            _numbers.Add(Tables[table], table);
        }

        _initial = new(timeline.Initial, Tables.Length, TableOf);
        _changes = new(
            [.. Enumerable.Range(0, timeline.Changes.Count)],
            Tables.Length,
            change => TableOf(timeline.Changes[change])
        );
        General = [.. timeline.Edits.Where(IsGeneral)];
        Timed = [.. Seasons.Timed(timeline.Edits)];
        _closure = new(() =>
            new(
                People.Directory,
                People.Principals,
                [
                    .. timeline
                        .Initial.Where(edit => edit.Kind == HistoryKind.Membership)
                        .Select(edit => (Membership)edit.Fact)
                        .Distinct(),
                ],
                CancellationToken.None
            )
        );
    }

    internal HistoryTimeline Timeline { get; }

    internal LedgerPeople People { get; }

    /// <summary>Every table that was there at some time, by name.</summary>
    internal ImmutableArray<TableName> Tables { get; }

    /// <summary>Whatever says which groups and roles count: services, policies, what is declared, nestings; at the beginning and after.</summary>
    internal ImmutableArray<HistoryEdit> General { get; }

    /// <summary>Policies and tags that come into season and go out of it, and tags with dates that conditions may ask for.</summary>
    internal ImmutableArray<object> Timed { get; }

    /// <summary>Who is in what at the beginning.</summary>
    internal MembershipClosure Closure => _closure.Value;

    /// <summary>What is so at the beginning of some tables, and whatever is about no single table.</summary>
    internal IEnumerable<HistoryEdit> InitialOf(IEnumerable<TableName> tables) => _initial.Of(Numbers(tables));

    /// <summary>Positions of the changes of some tables, and of those that are about no single table or whose time is in doubt. Ascending.</summary>
    internal int[] ChangesOf(IEnumerable<TableName> tables)
    {
        int[] changes = [.. _changes.Of(Numbers(tables))];
        Array.Sort(changes);
        return changes;
    }

    private DateTimeOffset From { get; }

    private DateTimeOffset To { get; }

    /// <summary>The ground of a stretch of a history; the last one is kept as long as the history is.</summary>
    internal static LedgerGround Of(EstateHistory history, DateTimeOffset from, DateTimeOffset to)
    {
        var kept = s_kept.GetOrCreateValue(history);
        lock (kept)
        {
            return kept.Ground is { } ground && ground.From == from && ground.To == to
                ? ground
                : kept.Ground = new(new(history, from, to), from, to);
        }
    }

    private IEnumerable<int> Numbers(IEnumerable<TableName> tables) => tables.Select(table => _numbers[table]);

    private int TableOf(HistoryEdit edit) =>
        edit switch
        {
            { Kind: HistoryKind.Table, Fact: TableResource table } => _numbers[table.Name],
            { Kind: HistoryKind.Classification, Fact: Classification { Resource: { Table: { } name } resource } } =>
                _numbers.GetValueOrDefault(new(resource.Database, name), ByTable<int>.None),
            _ => ByTable<int>.None,
        };

    // A change whose time is in doubt counts whatever it is about.
    private int TableOf(HistoryChange change)
    {
        if (!change.IsExact)
        {
            return ByTable<int>.None;
        }

        var table = TableOf(change.Edits[0]);
        return change.Edits.All(edit => TableOf(edit) == table) ? table : ByTable<int>.None;
    }

    private static bool IsGeneral(HistoryEdit edit) =>
        edit switch
        {
            {
                Kind: HistoryKind.Service
                    or HistoryKind.Policy
                    or HistoryKind.IntendedAccess
                    or HistoryKind.AccessException
            } => true,
            { Kind: HistoryKind.Membership, Fact: Membership membership } => membership.IsNesting,
            _ => false,
        };

    private sealed class Kept
    {
        internal LedgerGround? Ground { get; set; }
    }

    /// <summary>Things in the order in which they come, told apart by the one table that each is about.</summary>
    private sealed class ByTable<T>
    {
        internal const int None = -1;

        private readonly T[] _things; // by table; those of none come first
        private readonly int[] _starts;

        internal ByTable(IReadOnlyList<T> things, int tables, Func<T, int> tableOf)
        {
            var of = new int[things.Count];
            _starts = new int[tables + 2];
            for (var at = 0; at < of.Length; at++)
            {
                of[at] = tableOf(things[at]) + 1;
                _starts[of[at] + 1]++;
            }

            for (var table = 1; table < _starts.Length; table++)
            {
                _starts[table] += _starts[table - 1];
            }

            _things = new T[of.Length];
            var next = (int[])_starts.Clone();
            for (var at = 0; at < of.Length; at++)
            {
                _things[next[of[at]]++] = things[at];
            }
        }

        /// <summary>Those of no table, then those of each of some tables.</summary>
        internal IEnumerable<T> Of(IEnumerable<int> tables)
        {
            foreach (var table in tables.Prepend(None))
            {
                for (var at = _starts[table + 1]; at < _starts[table + 2]; at++)
                {
                    yield return _things[at];
                }
            }
        }
    }
}

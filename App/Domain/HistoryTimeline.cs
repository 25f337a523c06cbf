using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>
/// A history as what holds at its beginning and the changes after it, in order. Two versions of one thing where one ends within the very
/// bounds in which the next begins are one change. A declaration without a beginning (a record of governance, or what was inferred from
/// names) counts from the beginning of the history; of anything else that was there when its kind was first seen it is not known since when.
/// </summary>
public sealed class HistoryTimeline
{
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;
    private readonly List<HistoryEdit> _initial = [];
    private readonly List<HistoryChange> _changes = [];

    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive: changes at it or after it are left out.</param>
    public HistoryTimeline(EstateHistory history, DateTimeOffset from, DateTimeOffset to)
    {
        (_from, _to) = (from, to);
        Add(HistoryKind.Principal, history.Principals, fact => fact.Id);
        Add(HistoryKind.Membership, history.Memberships, fact => fact);
        Add(HistoryKind.Database, history.Databases, fact => fact.Name);
        Add(HistoryKind.Table, history.Tables, fact => fact.Name);
        Add(HistoryKind.Policy, history.Policies, fact => (fact.Service, fact.Id));
        Add(HistoryKind.Zone, history.Zones, fact => fact.Name);
        Add(HistoryKind.Service, history.Services, fact => fact.Name);
        Add(
            HistoryKind.Classification,
            history.Classifications,
            fact => fact,
            fact => fact.Basis != ClassificationBasis.Import
        );
        Add(HistoryKind.TableGroup, history.TableGroups, fact => fact.Name, _ => true);
        Add(HistoryKind.IntendedAccess, history.IntendedAccess, fact => fact, _ => true);
        Add(HistoryKind.AccessException, history.AccessExceptions, fact => fact.Id, _ => true);
        Add(HistoryKind.HiveGrant, history.HiveGrants, fact => fact);
        Add(HistoryKind.ViewSources, history.ViewSources, fact => fact.View);
        Add(HistoryKind.TableStorage, history.TableStorages, fact => fact.Table);
        Add(HistoryKind.HdfsService, history.HdfsServices, _ => 0);
        Add(HistoryKind.Path, history.Paths, fact => fact.Path);
        _changes.Sort(
            (one, other) => one.At != other.At ? one.At.CompareTo(other.At) : one.NotBefore.CompareTo(other.NotBefore)
        );
    }

    /// <summary>What surely held at the beginning; a fact that two sources give stands twice.</summary>
    public IReadOnlyList<HistoryEdit> Initial => _initial;

    /// <summary>
    /// Changes that happen, or may have happened, after the beginning and before the end; by their later bound. One whose later bound lies
    /// at or beyond the end is there where its earlier one does not.
    /// </summary>
    public IReadOnlyList<HistoryChange> Changes => _changes;

    /// <summary>What held at the beginning, then every edit of every change.</summary>
    public IEnumerable<HistoryEdit> Edits => _initial.Concat(_changes.SelectMany(change => change.Edits));

    /// <summary>Every instant at which something changes, or begins to be uncertain, inside the history; ascending and distinct.</summary>
    public ImmutableArray<DateTimeOffset> Instants =>
        [
            .. _changes
                .SelectMany(change => new[] { change.NotBefore, change.At })
                .Where(instant => instant > _from && instant < _to)
                .Distinct()
                .Order(),
        ];

    private void Add<T, TKey>(
        HistoryKind kind,
        ImmutableArray<HeldFact<T>> facts,
        Func<T, TKey> keyOf,
        Func<T, bool>? isDeclared = null
    )
        where T : notnull
        where TKey : notnull
    {
        // Most facts hold all the time: only those that change are looked at together.
        var moving = new Dictionary<TKey, List<HeldSpan<T>>>();
        foreach (var fact in facts)
        {
            var span = HeldSpan<T>.Of(fact, isDeclared?.Invoke(fact.Value) ?? false);
            if (span.To is { } ended && ended <= _from)
            {
                continue;
            }

            if (span.From <= _from && (span.To is null || span.ToNotBefore >= _to))
            {
                _initial.Add(new(kind, fact.Value, true));
            }
            else if (span.FromNotBefore < _to)
            {
                var key = keyOf(fact.Value);
                if (!moving.TryGetValue(key, out var spans))
                {
                    moving.Add(key, spans = []);
                }

                spans.Add(span);
            }
        }

        foreach (var spans in moving.Values)
        {
            spans.Sort((one, other) => one.From.CompareTo(other.From));
            HeldSpan<T>? before = null;
            foreach (var span in spans)
            {
                var isNext = before is { } last && last.To == span.From && last.ToNotBefore == span.FromNotBefore;
                if (before is { } ended && !isNext)
                {
                    Ends(kind, ended);
                }

                if (span.From <= _from)
                {
                    _initial.Add(new(kind, span.Fact, true));
                }
                else
                {
                    HistoryEdit added = new(kind, span.Fact, true);
                    _changes.Add(
                        new(
                            span.FromNotBefore,
                            span.From,
                            isNext ? [new(kind, before!.Value.Fact, false), added] : [added]
                        )
                    );
                }

                before = span;
            }

            Ends(kind, before!.Value);
        }
    }

    private void Ends<T>(HistoryKind kind, HeldSpan<T> span)
        where T : notnull
    {
        if (span.To is { } end && span.ToNotBefore < _to)
        {
            _changes.Add(new(span.ToNotBefore, end, [new(kind, span.Fact, false)]));
        }
    }

    /// <summary>A held fact with its bounds filled in.</summary>
    private readonly record struct HeldSpan<T>(
        T Fact,
        DateTimeOffset From,
        DateTimeOffset FromNotBefore,
        DateTimeOffset? To,
        DateTimeOffset ToNotBefore
    )
        where T : notnull
    {
        internal static HeldSpan<T> Of(HeldFact<T> fact, bool isDeclared)
        {
            var from = fact.FromNotBefore is null && isDeclared ? DateTimeOffset.MinValue : fact.From;
            var notBefore = fact.FromNotBefore ?? DateTimeOffset.MinValue;
            return new(
                fact.Value,
                from,
                notBefore < from ? notBefore : from,
                fact.To,
                fact.To is { } to ? Later(from, Earlier(fact.ToNotBefore ?? to, to)) : DateTimeOffset.MaxValue
            );
        }

        private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
    }
}

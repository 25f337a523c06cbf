using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>
/// Counts what logs prove, sheet by sheet and set by set: tables with the same stays, the same declared logs and no logged read are decided
/// once. Only pairs with a read are looked at one by one.
/// </summary>
internal sealed class ProofRun
{
    private readonly ExposureLedger _ledger;
    private readonly ExposureBasis _basis;
    private readonly LogBook _log;
    private readonly OtherChannels _channels;
    private readonly LedgerLayer _sure;
    private readonly LedgerLayer _possible;
    private readonly PrincipalSet _everybody;
    private readonly Dictionary<int, List<(int Who, AuditedUse Use)>> _reads = [];
    private readonly Dictionary<TableName, List<(int Who, AuditedUse Use)>> _viewed = [];
    private readonly HashSet<(int Who, int Table, DateOnly Day)> _hitDays = [];
    private readonly ChannelParts?[] _partsOf;
    private readonly Dictionary<(TableCoverage, PrincipalSet Files, PrincipalSet Views), ChannelParts> _parts = [];
    private readonly HashSet<PrincipalSet> _sets = [];
    private readonly CancellationToken _cancellation;

    internal ProofRun(
        ExposureLedger ledger,
        ExposureBasis basis,
        ImmutableArray<HeldFact<LogCoverage>> coverages,
        OtherChannels channels,
        IEnumerable<AuditedUse> uses,
        CancellationToken cancellationToken
    )
    {
        (_ledger, _basis, _channels, _cancellation) = (ledger, basis, channels, cancellationToken);
        _log = new(coverages, ledger);
        _everybody = ledger.People.Union(ledger.Services);
        _partsOf = new ChannelParts?[ledger.Tables.Length];
        (_sure, _possible) = basis switch
        {
            ExposureBasis.Gross => (LedgerLayer.GrossSure, LedgerLayer.GrossPossible),
            ExposureBasis.Net => (LedgerLayer.NetSure, LedgerLayer.NetPossible),
        };
        var views = channels.ViewsOver.SelectMany(over => over).ToHashSet();
        foreach (var use in uses)
        {
            if (
                use is not { IsAllowed: true, Action: AuditAction.Read }
                || use.Last < ledger.From
                || use.First >= ledger.To
                || ledger.Find(use.Login) is not { } who
            )
            {
                continue;
            }

            if (ledger.Tables.BinarySearch(use.Table) is var table and >= 0)
            {
                (_reads.TryGetValue(table, out var reads) ? reads : _reads[table] = []).Add((who.Value, use));
            }

            if (views.Contains(use.Table))
            {
                (_viewed.TryGetValue(use.Table, out var reads) ? reads : _viewed[use.Table] = []).Add((who.Value, use));
            }
        }
    }

    internal AccessProof Proof()
    {
        var alike = new Dictionary<(ImmutableArray<PlacedStay> Stays, ChannelParts Parts), List<int>>(
            SameStays.Instance
        );
        var groups = new List<ProofGroup>();
        for (var table = 0; table < _ledger.Tables.Length; table++)
        {
            if (ReadsOf(table).Any())
            {
                Add([table]);
                continue;
            }

            var key = (_ledger.StaysOf(table), PartsOf(table));
            if (!alike.TryGetValue(key, out var tables))
            {
                alike.Add(key, tables = []);
            }

            tables.Add(table);
        }

        foreach (var tables in alike.Values)
        {
            Add(tables);
        }

        ImmutableArray<ProofGroup> all = [.. groups.OrderBy(group => group.Tables[0])];
        var (exposed, covered) = PairDays();
        return new(
            _basis,
            all,
            Count(all, _ledger.People),
            Count(all, _ledger.Services),
            exposed,
            covered,
            _hitDays.LongCount(hit => _ledger.People.Contains(hit.Who))
        )
        {
            Why = new(
                all.Sum(group => group.Why.Hive),
                all.Sum(group => group.Why.Files),
                all.Sum(group => group.Why.Views),
                all.Sum(group => group.Why.Person),
                all.Sum(group => group.Why.Reads)
            ),
        };

        void Add(List<int> tables)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (Decide(tables) is { } group)
            {
                groups.Add(group);
            }
        }
    }

    // Of people: how long they may have been exposed, and how much of it was logged in full.
    private (double Exposed, double Covered) PairDays()
    {
        var (exposed, covered) = ((Int128)0, (Int128)0);
        foreach (var sheet in _ledger.Sheets.Where(sheet => (sheet.Layers & (1 << (int)_possible)) != 0))
        {
            _cancellation.ThrowIfCancellationRequested();
            foreach (var same in sheet.Stays.Where(stay => stay.From < stay.To).GroupBy(stay => PartsOf(stay.Table)))
            {
                foreach (var (who, logged, _, _) in same.Key.Parts)
                {
                    var count = new SheetCount(sheet, _possible, who.Intersect(_ledger.People));
                    if (count.IsEmpty)
                    {
                        continue;
                    }

                    foreach (var stay in same)
                    {
                        exposed += count.Ticks(stay.From, stay.To);
                        foreach (var (from, to) in logged.In(stay.From, stay.To))
                        {
                            covered += count.Ticks(from, to);
                        }
                    }
                }
            }
        }

        return ((double)exposed / TimeSpan.TicksPerDay, (double)covered / TimeSpan.TicksPerDay);
    }

    // Null where nobody was exposed.
    private ProofGroup? Decide(List<int> tables)
    {
        var first = tables[0];
        var universe = _everybody.Universe;
        var exposedRow = new ulong[BitRow.WordsFor(universe)];
        var (uncoveredRow, here) = (new ulong[exposedRow.Length], new ulong[exposedRow.Length]);
        var (parts, missing) = (PartsOf(first), new MissingLogs(_ledger.Nobody));
        foreach (var stay in _ledger.StaysOf(first))
        {
            Array.Clear(here);
            stay.Sheet.AddPresent(_possible, stay.From, stay.To, here);
            BitRow.Or(exposedRow, here);
            foreach (var part in parts.Parts)
            {
                AddOutside(part.Who, part.Covered, uncoveredRow);
                missing.Add(part, parts.Coverage, (covered, into) => AddOutside(part.Who, covered, into));
            }

            // Of some people those who were there while not everything was logged.
            void AddOutside(PrincipalSet who, CoveredTime covered, ulong[] into)
            {
                foreach (var (from, to) in covered.Outside(stay.From, stay.To))
                {
                    var row = here;
                    if ((from, to) != (stay.From, stay.To))
                    {
                        row = new ulong[here.Length];
                        stay.Sheet.AddPresent(_possible, from, to, row);
                    }

                    PrincipalSet.CopyOf(universe, row).Intersect(who).OrInto(into);
                }
            }
        }

        var exposed = Shared(PrincipalSet.FromRow(universe, exposedRow));
        if (exposed.IsEmpty)
        {
            return null;
        }

        AddGaps(first, uncoveredRow, missing);
        var (accessed, touched) = Read(first);
        var uncovered = PrincipalSet.FromRow(universe, uncoveredRow);
        var unknown = exposed.Intersect(uncovered.Union(touched)).Except(accessed);
        return new(
            [.. tables],
            accessed,
            Shared(exposed.Except(unknown).Except(accessed)),
            Shared(unknown),
            touched.Except(accessed)
        )
        {
            Why = missing.Count(unknown, touched, _ledger.People, tables.Count),
        };
    }

    // What of one person is not logged, whatever is said of the table.
    private void AddGaps(int table, ulong[] uncovered, MissingLogs missing)
    {
        if (_log.Gaps.IsEmpty)
        {
            return;
        }

        var times = new PersonTimes(_ledger.StaysOf(table), _possible, _log.Gaps.Select(gap => gap.Who.Value));
        foreach (var (who, from, to) in _log.Gaps)
        {
            if (times.Of(who.Value).Any(time => from.UtcTicks < time.To && time.From < to.UtcTicks))
            {
                BitRow.Set(uncovered, who.Value);
                missing.AddPerson(who);
            }
        }
    }

    // Who surely was exposed at a read's instant, and who may have been between its first and its last.
    private (PrincipalSet Accessed, PrincipalSet Touched) Read(int table)
    {
        var all = ReadsOf(table).ToArray();
        if (all.Length == 0)
        {
            return (_ledger.Nobody, _ledger.Nobody);
        }

        var (accessed, touched) = (new List<PrincipalOrdinal>(), new List<PrincipalOrdinal>());
        var sure = new PersonTimes(_ledger.StaysOf(table), _sure, all.Select(read => read.Who));
        foreach (var (who, use) in _reads.GetValueOrDefault(table, []))
        {
            // The first and the last event of a day are events; what lies between has no instants.
            foreach (var at in new[] { use.First, use.Last })
            {
                if (sure.Of(who).Any(time => time.From <= at.UtcTicks && at.UtcTicks < time.To))
                {
                    _hitDays.Add((who, table, DateOnly.FromDateTime(at.UtcDateTime)));
                    accessed.Add(new(who));
                }
            }
        }

        var possible = new PersonTimes(_ledger.StaysOf(table), _possible, all.Select(read => read.Who));
        foreach (var (who, use) in all)
        {
            if (possible.Of(who).Any(time => use.First.UtcTicks < time.To && time.From <= use.Last.UtcTicks))
            {
                touched.Add(new(who));
            }
        }

        var universe = _everybody.Universe;
        return (PrincipalSet.Of(universe, accessed), PrincipalSet.Of(universe, touched));
    }

    // A read of a view over the table is no read of the table, but leaves nothing proven.
    private IEnumerable<(int Who, AuditedUse Use)> ReadsOf(int table) =>
        _reads
            .GetValueOrDefault(table, [])
            .Concat(_channels.ViewsOver[table].SelectMany(view => _viewed.GetValueOrDefault(view, [])));

    private ChannelParts PartsOf(int table)
    {
        if (_partsOf[table] is { } known)
        {
            return known;
        }

        var key = (_log.Of(table), _channels.Files[table], _channels.Views[table]);
        if (!_parts.TryGetValue(key, out var parts))
        {
            _parts.Add(key, parts = new(key.Item1, key.Item2, key.Item3, _everybody));
        }

        return _partsOf[table] = parts;
    }

    // Thousands of tables have the same people: one set stands for all.
    private PrincipalSet Shared(PrincipalSet set)
    {
        if (_sets.TryGetValue(set, out var known))
        {
            return known;
        }

        _sets.Add(set);
        return set;
    }

    private static ProofCounts Count(ImmutableArray<ProofGroup> groups, PrincipalSet who)
    {
        return new(
            Sum(group => group.Accessed),
            Sum(group => group.ProvenNot),
            Sum(group => group.Unknown),
            Sum(group => group.Undetermined)
        );

        long Sum(Func<ProofGroup, PrincipalSet> set) =>
            groups.Sum(group => (long)set(group).CountIn(who) * group.Tables.Length);
    }

    private sealed class SameStays : IEqualityComparer<(ImmutableArray<PlacedStay> Stays, ChannelParts Parts)>
    {
        internal static SameStays Instance { get; } = new();

        public bool Equals(
            (ImmutableArray<PlacedStay> Stays, ChannelParts Parts) one,
            (ImmutableArray<PlacedStay> Stays, ChannelParts Parts) other
        ) => ReferenceEquals(one.Parts, other.Parts) && one.Stays.SequenceEqual(other.Stays);

        public int GetHashCode((ImmutableArray<PlacedStay> Stays, ChannelParts Parts) key)
        {
            var hash = new HashCode();
            foreach (var stay in key.Stays)
            {
                hash.Add(stay);
            }

            return hash.ToHashCode();
        }
    }
}

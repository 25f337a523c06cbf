using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>
/// Counts what logs prove, set by set: tables with the same blocks, the same declared logs and no logged read are decided once. Only pairs
/// with a read are looked at one by one.
/// </summary>
internal sealed class ProofRun
{
    private readonly ExposureLedger _ledger;
    private readonly ExposureBasis _basis;
    private readonly LogBook _log;
    private readonly OtherChannels _channels;
    private readonly ImmutableArray<ExposureBlock> _sure;
    private readonly ImmutableArray<ExposureBlock> _possible;
    private readonly Dictionary<int, List<(int Who, AuditedUse Use)>> _reads = [];
    private readonly Dictionary<TableName, List<(int Who, AuditedUse Use)>> _viewed = [];
    private readonly HashSet<(int Who, int Table, DateOnly Day)> _hitDays = [];
    private readonly ChannelParts?[] _partsOf;
    private readonly Dictionary<(TableCoverage, PrincipalSet Files, PrincipalSet Views), ChannelParts> _parts = [];
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
        _partsOf = new ChannelParts?[ledger.Tables.Length];
        (_sure, _possible) = basis switch
        {
            ExposureBasis.Gross => (ledger.Blocks(LedgerLayer.GrossSure), ledger.Blocks(LedgerLayer.GrossPossible)),
            ExposureBasis.Net => (ledger.Blocks(LedgerLayer.NetSure), ledger.Blocks(LedgerLayer.NetPossible)),
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
        var (sure, possible) = (ByTable(_sure), ByTable(_possible));
        var alike = new Dictionary<(List<int> Blocks, ChannelParts Parts), List<int>>(SameBlocks.Instance);
        var groups = new List<ProofGroup>();
        var (exposed, covered) = (0.0, 0.0);
        for (var table = 0; table < possible.Length; table++)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (possible[table].Count == 0)
            {
                continue;
            }

            if (ReadsOf(table).Any())
            {
                Add([table]);
                continue;
            }

            var key = (possible[table], PartsOf(table));
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
            var first = tables[0];
            ImmutableArray<ExposureBlock> blocks = [.. possible[first].Select(block => _possible[block])];
            groups.Add(Decide(tables, blocks, [.. sure[first].Select(block => _sure[block])]));
            var parts = PartsOf(first);
            foreach (var block in blocks)
            {
                exposed += block.Length.TotalDays * parts.People(block.Who).Count * tables.Count;
                covered +=
                    parts
                        .Of(parts.People(block.Who))
                        .Sum(part => part.Covered.Within(block.From, block.To).TotalDays * part.Who.Count)
                    * tables.Count;
            }
        }
    }

    private ProofGroup Decide(
        List<int> tables,
        ImmutableArray<ExposureBlock> possible,
        ImmutableArray<ExposureBlock> sure
    )
    {
        var first = tables[0];
        var none = PrincipalSet.Empty(_ledger.People.Universe);
        var (exposedRow, uncoveredRow) = (none.ToRow(), none.ToRow());
        var (parts, missing) = (PartsOf(first), new MissingLogs(none));
        foreach (var block in possible)
        {
            block.Who.OrInto(exposedRow);
            foreach (var part in parts.Of(block.Who))
            {
                if (!part.Covered.Covers(block.From, block.To))
                {
                    part.Who.OrInto(uncoveredRow);
                    missing.Add(part, parts.Coverage, block.From, block.To);
                }
            }

            foreach (var (who, from, to) in _log.Gaps)
            {
                if (from < block.To && block.From < to && block.Who.Contains(who))
                {
                    BitRow.Set(uncoveredRow, who.Value);
                    missing.AddPerson(who);
                }
            }
        }

        var exposed = PrincipalSet.FromRow(none.Universe, exposedRow);
        var uncovered = PrincipalSet.FromRow(none.Universe, uncoveredRow);
        var (accessed, touched) = (none, none);
        foreach (var (who, use) in _reads.GetValueOrDefault(first, []))
        {
            if (IsHit(first, who, use, sure))
            {
                accessed = accessed.Union(One(who));
            }
        }

        foreach (var (who, use) in ReadsOf(first))
        {
            if (possible.Any(block => use.First < block.To && block.From <= use.Last && block.Who.Contains(who)))
            {
                touched = touched.Union(One(who));
            }
        }

        var unknown = exposed.Intersect(uncovered.Union(touched)).Except(accessed);
        return new([.. tables], accessed, exposed.Except(unknown).Except(accessed), unknown, touched.Except(accessed))
        {
            Why = missing.Count(unknown, touched, _ledger.People, tables.Count),
        };
    }

    // The first and the last event of a day are events; what lies between has no instants.
    private bool IsHit(int table, int who, AuditedUse use, ImmutableArray<ExposureBlock> sure)
    {
        var isHit = false;
        foreach (var at in new[] { use.First, use.Last })
        {
            if (sure.Any(block => block.From <= at && at < block.To && block.Who.Contains(who)))
            {
                _hitDays.Add((who, table, DateOnly.FromDateTime(at.UtcDateTime)));
                isHit = true;
            }
        }

        return isHit;
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
            _parts.Add(key, parts = new(key.Item1, key.Item2, key.Item3, _ledger.People));
        }

        return _partsOf[table] = parts;
    }

    private PrincipalSet One(int who) => PrincipalSet.Of(_ledger.People.Universe, [new PrincipalOrdinal(who)]);

    private List<int>[] ByTable(ImmutableArray<ExposureBlock> blocks)
    {
        var byTable = new List<int>[_ledger.Tables.Length];
        for (var table = 0; table < byTable.Length; table++)
        {
            byTable[table] = [];
        }

        for (var block = 0; block < blocks.Length; block++)
        {
            foreach (var table in blocks[block].Tables)
            {
                byTable[table].Add(block);
            }
        }

        return byTable;
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

    private sealed class SameBlocks : IEqualityComparer<(List<int> Blocks, ChannelParts Parts)>
    {
        internal static SameBlocks Instance { get; } = new();

        public bool Equals((List<int> Blocks, ChannelParts Parts) one, (List<int> Blocks, ChannelParts Parts) other) =>
            ReferenceEquals(one.Parts, other.Parts) && one.Blocks.SequenceEqual(other.Blocks);

        public int GetHashCode((List<int> Blocks, ChannelParts Parts) key)
        {
            var hash = new HashCode();
            foreach (var block in key.Blocks)
            {
                hash.Add(block);
            }

            return hash.ToHashCode();
        }
    }
}

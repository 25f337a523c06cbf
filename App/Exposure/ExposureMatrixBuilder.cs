using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure;

/// <summary>
/// Counts the exposure measures of a heatmap at the index's instant, net. Tables with the same readers and the same declarations are looked
/// at once. For one thread.
/// </summary>
public sealed class ExposureMatrixBuilder
{
    private readonly AccessIndex _index;
    private readonly TableGroupIndex _groups;
    private readonly DeclaredAudiences _audiences;
    private readonly PopulationRuns _runs;
    private readonly int[] _sizes;
    private readonly ILookup<(string Database, string? Table), Classification> _classes;
    private readonly Dictionary<(int Signature, int Own, int Audience), Kind> _kinds = [];

    /// <param name="populations">Of one attribute: disjoint, covering P.</param>
    public ExposureMatrixBuilder(
        AccessIndex index,
        TableGroupIndex groups,
        DeclaredAudiences audiences,
        ImmutableArray<ResolvedPopulation> populations
    )
    {
        (_index, _groups, _audiences) = (index, groups, audiences);
        _runs = new(populations, index.People);
        _classes = index.Facts.Classifications.ToLookup(tag => (tag.Resource.Database, tag.Resource.Table));
        _sizes = [.. populations.Select(population => population.People.Count), index.People.Count];
    }

    // The populations, and after them all people.
    private int Columns => _sizes.Length;

    /// <summary>100·Σ w·|Ex ∩ p| / Σ w·|p ∖ Int|: the exposure index restricted to each population.</summary>
    public ExposureMatrix Excess(SeverityWeights weights, CancellationToken cancellationToken) =>
        Fill(
            HeatmapMeasure.Excess,
            (group, cells) =>
            {
                var parts = group
                    .Tables.GroupBy(table =>
                        (Kind: KindOf(table), Weight: weights.Of(TagsOn(table)) ?? SeverityWeights.Unclassified)
                    )
                    .Select(same => (same.Key.Kind, same.Key.Weight, Count: same.Count()))
                    .ToArray();
                for (var column = 0; column < Columns; column++)
                {
                    cells[column] = MeasuredCell.Of(Index(parts, column));
                }
            },
            cancellationToken
        );

    /// <summary>Σ w(p, t) over exposed pairs, in weighted person-tables. Decides column by column what each reader reads: seconds at 45,000 tables.</summary>
    public ExposureMatrix Mass(SeverityWeights weights, CancellationToken cancellationToken)
    {
        var masses = new (double[] Low, double[] High)[_index.Facts.Tables.Length];
        var wanted = _groups.Groups.SelectMany(group => group.Tables).Distinct().ToArray();
        foreach (var table in wanted)
        {
            KindOf(table);
        }

        Parallel.ForEach(
            wanted,
            new ParallelOptions { CancellationToken = cancellationToken },
            table =>
            {
                var kind = KindOf(table);
                masses[table.Value] = kind.Possible.IsEmpty
                    ? ([], [])
                    : MassOf(kind, TableSlices.WeightsOf(weights, _index, table, _classes));
            }
        );
        return Fill(
            HeatmapMeasure.Mass,
            (group, cells) =>
            {
                foreach (var table in group.Tables)
                {
                    var (low, high) = masses[table.Value];
                    for (var column = 0; column < low.Length; column++)
                    {
                        cells[column] = MeasuredCell.Of(
                            (cells[column].Value ?? MeasureRange.Zero) + new MeasureRange(low[column], high[column])
                        );
                    }
                }

                Settle(cells);
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Σ over data subjects of the viewers exposed to at least one of the group's tables with data of the subject: distinct pairs. A group with
    /// an exposed table of which no subject is on file is unknown: its figure is what is known.
    /// </summary>
    public ExposureMatrix Subjects(IEnumerable<SubjectPresence> subjects, CancellationToken cancellationToken)
    {
        var byTable = subjects
            .Where(one => one.FirstAt is not { } first || first <= _index.Facts.At)
            .Select(one => (Table: _index.FindTable(one.Table), one.Subject))
            .Where(one => one.Table is not null)
            .ToLookup(one => one.Table!.Value, one => one.Subject);
        return Fill(
            HeatmapMeasure.Subjects,
            (group, cells) =>
            {
                var exposed = group.Tables.Where(table => !KindOf(table).Possible.IsEmpty).ToArray();
                var isComplete = Array.TrueForAll(exposed, byTable.Contains);
                var (low, high) = (new double[Columns], new double[Columns]);

                // Subjects whose data stand in the same tables have the same viewers.
                foreach (
                    var same in exposed
                        .SelectMany(table => byTable[table].Distinct().Select(subject => (subject, table)))
                        .GroupBy(pair => pair.subject, pair => pair.table.Value, StringComparer.Ordinal)
                        .GroupBy(tables => string.Join(' ', tables), StringComparer.Ordinal)
                )
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var kinds = same.First().Select(table => KindOf(new(table))).Distinct().ToArray();
                    var count = same.Count();
                    Add(
                        low,
                        kinds.Aggregate(
                            PrincipalSet.Empty(_index.Accounts.Length),
                            (all, kind) => all.Union(kind.Sure)
                        ),
                        count
                    );
                    Add(
                        high,
                        kinds.Aggregate(
                            PrincipalSet.Empty(_index.Accounts.Length),
                            (all, kind) => all.Union(kind.Possible)
                        ),
                        count
                    );
                }

                for (var column = 0; column < Columns; column++)
                {
                    var range = new MeasureRange(low[column], high[column]);
                    cells[column] = new(range, !isComplete || !range.IsExact);
                }

                Settle(cells);
            },
            cancellationToken
        );
    }

    private ExposureMatrix Fill(
        HeatmapMeasure measure,
        Action<ResolvedTableGroup, MeasuredCell[]> fill,
        CancellationToken cancellationToken
    )
    {
        var cells = ImmutableArray.CreateBuilder<MeasuredCell>();
        var totals = ImmutableArray.CreateBuilder<MeasuredCell>();
        foreach (var group in _groups.Groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = new MeasuredCell[Columns];
            fill(group, row);
            cells.AddRange(row.AsSpan(0, Columns - 1));
            totals.Add(row[^1]);
        }

        return new(measure, cells.ToImmutable(), totals.ToImmutable());
    }

    // Nobody exposed is a known nought; nobody there at all is no figure.
    private void Settle(MeasuredCell[] cells)
    {
        for (var column = 0; column < Columns; column++)
        {
            cells[column] =
                _sizes[column] == 0 ? default : cells[column] with { Value = cells[column].Value ?? MeasureRange.Zero };
        }
    }

    private MeasureRange? Index((Kind Kind, MeasureRange Weight, int Count)[] parts, int column)
    {
        var (least, most) = (
            new List<(MeasureRange, (double Exposed, double Headroom))>(),
            new List<(MeasureRange, (double Exposed, double Headroom))>()
        );
        foreach (var (kind, weight, count) in parts)
        {
            var (low, high) = kind.Parts(column, _sizes[column]);
            if (low.Headroom > 0 || high.Headroom > 0)
            {
                // A ratio of sums: so many tables alike count as one that is so many times as large.
                least.Add((weight, (count * low.Exposed, count * low.Headroom)));
                most.Add((weight, (count * high.Exposed, count * high.Headroom)));
            }
        }

        return least.Count == 0
            ? null
            : new(
                100 * ExposureMetrics.Ratio([.. least], isMost: false),
                100 * ExposureMetrics.Ratio([.. most], isMost: true)
            );
    }

    private (double[] Low, double[] High) MassOf(Kind kind, ReaderWeights weights)
    {
        var (low, high) = (new double[Columns], new double[Columns]);
        AddMass(low, weights.Low, kind.Sure, weights.Low.IsEmpty ? weights.Whole.Low : SeverityWeights.Least);
        AddMass(high, weights.High, kind.Possible, weights.Whole.High);
        return (low, high);
    }

    private void AddMass(
        double[] into,
        ImmutableArray<(double Weight, PrincipalSet Readers)> parts,
        PrincipalSet who,
        double otherwise
    )
    {
        var left = who;
        foreach (var (weight, readers) in parts)
        {
            var these = left.Intersect(_index.PeopleOf(readers));
            Add(into, these, weight);
            left = left.Except(these);
        }

        Add(into, left, otherwise);
    }

    private void Add(double[] into, PrincipalSet who, double each)
    {
        if (who.IsEmpty)
        {
            return;
        }

        var counts = CountsOf(who);
        for (var column = 0; column < Columns; column++)
        {
            into[column] += each * counts[column];
        }
    }

    private int[] CountsOf(PrincipalSet people)
    {
        var counts = new int[Columns];
        _runs.Count(people.ToRow(), counts.AsSpan(0, Columns - 1));
        counts[^1] = people.Count;
        return counts;
    }

    // As the weight of a whole table is found elsewhere: of all classes on it, its columns and its database.
    private IEnumerable<Classification> TagsOn(TableOrdinal table)
    {
        var name = _index.Table(table).Name;
        return _classes[(name.Database, null)].Concat(_classes[(name.Database, name.Table)]);
    }

    private Kind KindOf(TableOrdinal table)
    {
        // What a mask or filter does is a table's own; all else is the signature's.
        var key = (_index.Signature(table), _index.IsRestricted(table) ? table.Value : -1, _audiences.ClassOf(table));
        if (!_kinds.TryGetValue(key, out var kind))
        {
            var declared = _audiences[key.Item3];
            var sets = ExposedSets.Of(
                _index.ReadingPeople(table),
                _index.PossiblyReadingPeople(table),
                new(declared.Gross, declared.Net, declared.IsDeclared)
            );
            _kinds.Add(
                key,
                kind = new(
                    sets.NetSure,
                    sets.NetPossible,
                    declared.IsDeclared,
                    CountsOf(sets.NetSure),
                    CountsOf(sets.NetPossible),
                    CountsOf(declared.Net.Intersect(_index.People))
                )
            );
        }

        return kind;
    }

    private sealed class Kind(
        PrincipalSet sure,
        PrincipalSet possible,
        bool isDeclared,
        int[] sureCounts,
        int[] possibleCounts,
        int[] meant
    )
    {
        public PrincipalSet Sure { get; } = sure;

        public PrincipalSet Possible { get; } = possible;

        // The two ends of what excess can come to, as in ExposureMetrics: without an audience all who read may be meant, or only those who do not.
        public ((double Exposed, double Headroom) Least, (double Exposed, double Headroom) Most) Parts(
            int column,
            int size
        )
        {
            var left = size - meant[column];
            return isDeclared ? ((sureCounts[column], left), (possibleCounts[column], left))
                : possibleCounts[column] == 0 ? ((0, left), (0, left))
                : ((0, left - possibleCounts[column]), (possibleCounts[column], possibleCounts[column]));
        }
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>
/// Counts the cells of a heatmap. The readers of each signature are made once, in the catalogue's order (its tables lie in few
/// databases, so that what they share stays near), counted by population and joined to the groups that their tables are in.
/// </summary>
/// <param name="isWhole">Whether tables outside of all groups are counted too.</param>
internal sealed class HeatmapBuilder(
    AccessIndex index,
    TableGroupIndex groups,
    ImmutableArray<ResolvedPopulation> populations,
    bool isWhole = false
)
{
    private const int Chunk = 64; // signatures that one thread takes at a time

    private readonly PopulationRuns _runs = new(populations, index.People);
    private readonly Adjacency _groupsOf = GroupsOf(index, groups);
    private readonly int[] _readers = new int[index.Signatures];
    private readonly int[] _people = new int[index.Signatures];

    internal Heatmap Build(string attribute, CancellationToken cancellationToken)
    {
        var part = Sweep(cancellationToken);
        var cells = ImmutableArray.CreateBuilder<HeatmapCell>(groups.Groups.Length * populations.Length);
        var totals = ImmutableArray.CreateBuilder<HeatmapCell>(groups.Groups.Length);
        var (anyone, uncertain) = (new int[populations.Length], new int[populations.Length]);
        for (var group = 0; group < groups.Groups.Length; group++)
        {
            _runs.Count(part.People(group), anyone);
            _runs.Count(part.Conditional(group), uncertain);
            var pairs = part.Pairs(group);
            var isUnclassified = groups.Groups[group].Unclassified > 0;
            for (var column = 0; column < populations.Length; column++)
            {
                cells.Add(
                    new(
                        anyone[column],
                        populations[column].People.Count,
                        pairs[column],
                        isUnclassified || uncertain[column] > 0
                    )
                );
            }

            totals.Add(new(anyone.Sum(), index.People.Count, Sum(pairs), isUnclassified || uncertain.Sum() > 0));
        }

        return new(attribute, groups.Groups, populations, cells.ToImmutable(), totals.ToImmutable());
    }

    internal EstateCount Count(string attribute, CancellationToken cancellationToken)
    {
        var heatmap = Build(attribute, cancellationToken);
        return new(heatmap, ByTable(_readers), ByTable(_people));
    }

    private HeatmapPart Sweep(CancellationToken cancellationToken)
    {
        var parts = new HeatmapPart[Math.Max(1, Math.Min(Environment.ProcessorCount, index.Signatures / Chunk))];
        var next = -1;
        Parallel.For(
            0,
            parts.Length,
            new ParallelOptions { CancellationToken = cancellationToken },
            worker =>
            {
                var part = parts[worker] = new(groups.Groups.Length, populations.Length, index.Accounts.Length);
                var row = index.NewReaderBits();
                var counts = new int[populations.Length];
                for (
                    var chunk = Interlocked.Increment(ref next);
                    chunk * Chunk < index.Signatures;
                    chunk = Interlocked.Increment(ref next)
                )
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    for (
                        var signature = chunk * Chunk;
                        signature < Math.Min(index.Signatures, (chunk + 1) * Chunk);
                        signature++
                    )
                    {
                        Add(signature, row, counts, part);
                    }
                }
            }
        );
        foreach (var part in parts.AsSpan(1))
        {
            parts[0].Join(part);
        }

        return parts[0];
    }

    private void Add(int signature, ReaderBits row, int[] counts, HeatmapPart part)
    {
        var into = _groupsOf.Of(signature);
        if (into.IsEmpty && !isWhole)
        {
            return;
        }

        index.Write(signature, row);
        _runs.Count(row.Sure, counts);
        _readers[signature] = row.Readers;
        _people[signature] = counts.Sum();
        var last = -1;
        foreach (var group in into)
        {
            part.AddPairs(group, counts);
            if (group != last)
            {
                part.AddPeople(group, row);
                last = group;
            }
        }
    }

    private ImmutableArray<int> ByTable(int[] bySignature)
    {
        var byTable = new int[index.Facts.Tables.Length];
        for (var table = 0; table < byTable.Length; table++)
        {
            byTable[table] = bySignature[index.Signature(new(table))];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(byTable);
    }

    private static long Sum(ReadOnlySpan<long> pairs)
    {
        var sum = 0L;
        foreach (var count in pairs)
        {
            sum += count;
        }

        return sum;
    }

    // By signature: the groups of its tables, ascending, each as often as it holds one of them.
    private static Adjacency GroupsOf(AccessIndex index, TableGroupIndex groups)
    {
        var (signatures, of) = (new List<int>(), new List<int>());
        for (var group = 0; group < groups.Groups.Length; group++)
        {
            foreach (var table in groups.Groups[group].Tables)
            {
                signatures.Add(index.Signature(table));
                of.Add(group);
            }
        }

        return Adjacency.FromPairs(
            index.Signatures,
            CollectionsMarshal.AsSpan(signatures),
            CollectionsMarshal.AsSpan(of)
        );
    }
}

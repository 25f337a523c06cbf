using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>Counts the cells of a heatmap. Tables of one signature are counted once.</summary>
internal sealed class HeatmapBuilder(
    AccessIndex index,
    TableGroupIndex groups,
    ImmutableArray<ResolvedPopulation> populations
)
{
    private const int FewReaders = 256; // up to here looking readers up one by one beats counting words

    private readonly PrincipalSet[] _columns = [.. populations.Select(population => population.People), index.People];

    // Populations of one department lie together in the accounts' order: few words to count.
    private readonly (int From, int To)[] _words =
    [
        .. populations.Select(population => population.People.Words()),
        index.People.Words(),
    ];
    private readonly int[] _columnOf = ColumnOf(populations, index.Accounts.Length);
    private readonly Dictionary<int, int[]> _countsBySignature = [];

    internal Heatmap Build(string attribute, CancellationToken cancellationToken)
    {
        var cells = ImmutableArray.CreateBuilder<HeatmapCell>(groups.Groups.Length * populations.Length);
        var totals = ImmutableArray.CreateBuilder<HeatmapCell>(groups.Groups.Length);
        foreach (var group in groups.Groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = Count(group);
            cells.AddRange(row[..^1]);
            totals.Add(row[^1]);
        }

        return new(attribute, groups.Groups, populations, cells.ToImmutable(), totals.ToImmutable());
    }

    private HeatmapCell[] Count(ResolvedTableGroup group)
    {
        var pairs = new long[_columns.Length];
        var people = new ulong[BitRow.WordsFor(index.Accounts.Length)];
        var conditional = new ulong[people.Length];
        foreach (var tables in group.Tables.GroupBy(index.Signature))
        {
            var table = tables.First();
            var (readers, possible) = index.ReadingBounds(table);
            readers.OrInto(people);
            if (!ReferenceEquals(readers, possible))
            {
                possible.Except(readers).OrInto(conditional);
            }

            var counts = CountsOf(tables.Key, readers);
            var times = tables.Count();
            for (var column = 0; column < counts.Length; column++)
            {
                pairs[column] += (long)counts[column] * times;
            }
        }

        var anyone = PrincipalSet.FromRow(index.Accounts.Length, people);
        var uncertain = PrincipalSet.FromRow(index.Accounts.Length, conditional);
        return
        [
            .. _columns.Select(
                (column, at) =>
                    new HeatmapCell(
                        anyone.CountIn(column),
                        column.Count,
                        pairs[at],
                        group.Unclassified > 0 || uncertain.CountIn(column) > 0
                    )
            ),
        ];
    }

    private int[] CountsOf(int signature, PrincipalSet readers)
    {
        if (!_countsBySignature.TryGetValue(signature, out var counts))
        {
            counts = readers.Count < FewReaders ? CountEach(readers) : CountWords(readers);
            _countsBySignature.Add(signature, counts);
        }

        return counts;
    }

    // The populations of one attribute are disjoint and cover all people: each reader stands in one of them.
    private int[] CountEach(PrincipalSet readers)
    {
        var counts = new int[_columns.Length];
        foreach (var reader in readers.Members())
        {
            counts[_columnOf[reader.Value]]++;
        }

        counts[^1] = readers.Count;
        return counts;
    }

    private int[] CountWords(PrincipalSet readers)
    {
        var counts = new int[_columns.Length];
        for (var column = 0; column < counts.Length; column++)
        {
            counts[column] = readers.CountIn(_columns[column], _words[column]);
        }

        return counts;
    }

    private static int[] ColumnOf(ImmutableArray<ResolvedPopulation> populations, int accounts)
    {
        var columnOf = new int[accounts];
        for (var column = 0; column < populations.Length; column++)
        {
            foreach (var person in populations[column].People.Members())
            {
                columnOf[person.Value] = column;
            }
        }

        return columnOf;
    }
}

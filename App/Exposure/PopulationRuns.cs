using System.Collections.Immutable;
using System.Numerics;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>
/// Counts bit rows over people by population. The populations of one attribute are disjoint and cover all people, so that the order of
/// accounts falls into runs of one population each: a row is counted run by run in one pass, without masks. Where the runs are short
/// (an attribute that the order does not follow), each population's own words are compared instead.
/// </summary>
internal sealed class PopulationRuns
{
    private const int WordsPerRun = 4; // what starting a run costs, in words

    private readonly (int From, int To, int Population)[] _runs;
    private readonly (ulong[] Row, int From, int To)[]? _masks;

    internal PopulationRuns(ImmutableArray<ResolvedPopulation> populations, PrincipalSet people)
    {
        Populations = populations.Length;
        var populationOf = new int[people.Universe];
        Array.Fill(populationOf, -1);
        for (var population = 0; population < populations.Length; population++)
        {
            foreach (var person in populations[population].People.Ordinals())
            {
                populationOf[person] = population;
            }
        }

        var runs = new List<(int, int, int)>();
        for (var from = 0; from < populationOf.Length; )
        {
            var to = from + 1;
            while (to < populationOf.Length && populationOf[to] == populationOf[from])
            {
                to++;
            }

            if (populationOf[from] >= 0)
            {
                runs.Add((from, to, populationOf[from]));
            }

            from = to;
        }

        _runs = [.. runs];
        var windows = populations.Select(population => population.People.Words()).ToArray();
        var byRuns = BitRow.WordsFor(people.Universe) + (WordsPerRun * (long)runs.Count);
        if (windows.Sum(words => (long)(words.To - words.From)) < byRuns)
        {
            _masks =
            [
                .. populations.Select(
                    (population, at) => (population.People.ToRow(), windows[at].From, windows[at].To)
                ),
            ];
        }
    }

    internal int Populations { get; }

    /// <summary>Writes over <paramref name="counts"/> how many of the row's people are in each population.</summary>
    internal void Count(ReadOnlySpan<ulong> row, Span<int> counts)
    {
        if (_masks is not null)
        {
            for (var population = 0; population < _masks.Length; population++)
            {
                var (mask, from, to) = _masks[population];
                counts[population] = BitRow.CountCommon(row[from..to], mask.AsSpan(from..to));
            }

            return;
        }

        counts.Clear();
        foreach (var (from, to, population) in _runs)
        {
            counts[population] += CountRun(row, from, to);
        }
    }

    private static int CountRun(ReadOnlySpan<ulong> row, int from, int to)
    {
        var (first, last) = (from >> 6, to >> 6);
        var head = row[first] >> from;
        if (first == last)
        {
            return BitOperations.PopCount(head & ((1UL << (to - from)) - 1));
        }

        var tail = (to & 63) == 0 ? 0 : row[last] & ((1UL << to) - 1);
        return BitOperations.PopCount(head) + BitRow.Count(row[(first + 1)..last]) + BitOperations.PopCount(tail);
    }
}

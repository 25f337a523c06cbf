using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>How many of a set of people lie in each population of one attribute. Sets that come again are counted once. For one thread.</summary>
public sealed class PopulationCounts
{
    private const int FewPeople = 256; // up to here looking people up one by one beats counting words

    private readonly ImmutableArray<ResolvedPopulation> _populations;
    private readonly (int From, int To)[] _words;
    private readonly int[] _populationOf;
    private readonly Dictionary<PrincipalSet, int[]> _known = new(new SameObject());

    /// <param name="populations">Of one attribute: disjoint, and together all people.</param>
    public PopulationCounts(ImmutableArray<ResolvedPopulation> populations)
    {
        _populations = populations;
        _words = [.. populations.Select(population => population.People.Words())];
        _populationOf = new int[populations.Select(population => population.People.Universe).FirstOrDefault()];
        for (var population = 0; population < populations.Length; population++)
        {
            foreach (var person in populations[population].People.Members())
            {
                _populationOf[person.Value] = population;
            }
        }
    }

    /// <summary>By population, in their order. Not to be written to.</summary>
    public IReadOnlyList<int> Of(PrincipalSet people)
    {
        if (!_known.TryGetValue(people, out var counts))
        {
            _known.Add(people, counts = people.Count < FewPeople ? CountEach(people) : CountWords(people));
        }

        return counts;
    }

    private int[] CountEach(PrincipalSet people)
    {
        var counts = new int[_populations.Length];
        foreach (var person in people.Members())
        {
            counts[_populationOf[person.Value]]++;
        }

        return counts;
    }

    private int[] CountWords(PrincipalSet people)
    {
        var counts = new int[_populations.Length];
        for (var population = 0; population < counts.Length; population++)
        {
            counts[population] = people.CountIn(_populations[population].People, _words[population]);
        }

        return counts;
    }

    private sealed class SameObject : IEqualityComparer<PrincipalSet>
    {
        public bool Equals(PrincipalSet? x, PrincipalSet? y) => ReferenceEquals(x, y);

        public int GetHashCode(PrincipalSet obj) => RuntimeHelpers.GetHashCode(obj);
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Simulation;

/// <summary>Adds up, population by population, how pairs change in one table group.</summary>
internal sealed class LevelTally(int populations)
{
    private static readonly int s_levels = Enum.GetValues<AccessLevel>().Length;

    private readonly long[] _gained = new long[populations];
    private readonly long[] _lost = new long[populations];
    private readonly long[] _surelyGained = new long[populations];
    private readonly long[] _possiblyGained = new long[populations];
    private readonly long[] _surelyLost = new long[populations];
    private readonly long[] _possiblyLost = new long[populations];
    private readonly long[,,] _shifts = new long[populations, s_levels, s_levels];

    internal void Add(LevelDiff table, PopulationCounts counts)
    {
        Add(_gained, counts.Of(table.Gained));
        Add(_lost, counts.Of(table.Lost));
        Add(_surelyGained, counts.Of(table.SurelyGained));
        Add(_possiblyGained, counts.Of(table.PossiblyGained));
        Add(_surelyLost, counts.Of(table.SurelyLost));
        Add(_possiblyLost, counts.Of(table.PossiblyLost));
        foreach (var shift in table.Shifts)
        {
            var people = counts.Of(shift.People);
            for (var population = 0; population < populations; population++)
            {
                _shifts[population, (int)shift.From, (int)shift.To] += people[population];
            }
        }
    }

    internal long PairsGained(int population) => _gained[population];

    internal long PairsLost(int population) => _lost[population];

    internal PairRange Gained(int population) => new(_surelyGained[population], _possiblyGained[population]);

    internal PairRange Lost(int population) => new(_surelyLost[population], _possiblyLost[population]);

    internal ImmutableArray<LevelPairs> Levels(int population)
    {
        var levels = ImmutableArray.CreateBuilder<LevelPairs>();
        for (var before = 0; before < s_levels; before++)
        {
            for (var after = 0; after < s_levels; after++)
            {
                if (_shifts[population, before, after] is > 0 and var pairs)
                {
                    levels.Add(new((AccessLevel)before, (AccessLevel)after, pairs));
                }
            }
        }

        return levels.ToImmutable();
    }

    private static void Add(long[] sums, IReadOnlyList<int> counts)
    {
        for (var population = 0; population < sums.Length; population++)
        {
            sums[population] += counts[population];
        }
    }
}

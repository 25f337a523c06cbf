using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>When each of a few people was exposed to one table, in one layer. Intervals that follow each other at once may stand apart.</summary>
internal sealed class PersonTimes
{
    private readonly Dictionary<int, List<(long From, long To)>> _times = [];

    /// <param name="stays">Of the table.</param>
    internal PersonTimes(ImmutableArray<PlacedStay> stays, LedgerLayer layer, IEnumerable<int> people)
    {
        foreach (var person in people)
        {
            _times[person] = [];
        }

        var bit = 1 << (int)layer;
        foreach (var stay in stays.Where(stay => (stay.Sheet.Layers & bit) != 0))
        {
            var since = _times
                .Keys.Where(stay.Sheet.First[layer].Contains)
                .ToDictionary(person => person, _ => stay.Sheet.From);
            foreach (var move in stay.Sheet.Moves)
            {
                if ((move.Layers & bit) == 0 || move.At >= stay.To)
                {
                    continue;
                }

                foreach (var person in Known(move.Gone))
                {
                    if (since.Remove(person, out var from))
                    {
                        Add(person, from, move.At, stay);
                    }
                }

                foreach (var person in Known(move.Come))
                {
                    since[person] = move.At;
                }
            }

            foreach (var (person, from) in since)
            {
                Add(person, from, stay.To, stay);
            }
        }
    }

    /// <summary>In UTC ticks, half-open.</summary>
    internal IReadOnlyList<(long From, long To)> Of(int person) => _times[person];

    private IEnumerable<int> Known(PrincipalSet set) =>
        set.Count <= _times.Count ? set.Ordinals().Where(_times.ContainsKey) : _times.Keys.Where(set.Contains);

    private void Add(int person, long from, long to, PlacedStay stay)
    {
        var (begin, end) = (Math.Max(from, stay.From), Math.Min(to, stay.To));
        if (begin < end)
        {
            _times[person].Add((begin, end));
        }
    }
}

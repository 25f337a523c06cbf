namespace GovernanceDashboard.Generation;

/// <summary>Seeded chance. Each part of the estate throws its own dice, so that changing one leaves the others as they were.</summary>
/// <remarks>A seeded <see cref="Random"/> gives the same numbers on every machine and version of .NET.</remarks>
internal sealed class Dice
{
    private readonly Random _random;

    public Dice(int seed, string purpose)
    {
        var hash = 2166136261u; // FNV-1a; string.GetHashCode differs from run to run
        foreach (var letter in purpose)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        _random = new(unchecked((int)hash) ^ seed);
    }

    public int Below(int bound) => _random.Next(bound);

    /// <summary>Both ends included.</summary>
    public int Between(int lowest, int highest) => _random.Next(lowest, highest + 1);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>An index, each as likely as its weight says.</summary>
    public int Weighted(IReadOnlyList<int> weights)
    {
        var at = _random.Next(weights.Sum());
        for (var i = 0; ; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                return i;
            }
        }
    }

    /// <summary>Distinct members in random order; all of them where there are not enough.</summary>
    public List<T> Sample<T>(IReadOnlyList<T> from, int count)
    {
        var taken = new List<T>(Math.Min(count, from.Count));
        if (count >= from.Count / 2)
        {
            taken.AddRange(from);
            for (var i = taken.Count - 1; i > 0; i--)
            {
                var other = _random.Next(i + 1);
                (taken[i], taken[other]) = (taken[other], taken[i]);
            }

            if (taken.Count > count)
            {
                taken.RemoveRange(count, taken.Count - count);
            }

            return taken;
        }

        var seen = new HashSet<int>();
        while (taken.Count < count)
        {
            var at = _random.Next(from.Count);
            if (seen.Add(at))
            {
                taken.Add(from[at]);
            }
        }

        return taken;
    }

    public DateTimeOffset Instant(DateTimeOffset from, DateTimeOffset to) =>
        from.AddSeconds(_random.NextInt64((long)(to - from).TotalSeconds));
}

using System.Collections.Immutable;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>Half-open stretches of time, disjoint and ascending: when something was surely logged in full.</summary>
public sealed class CoveredTime
{
    private readonly ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> _stretches;

    private CoveredTime(ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> stretches) => _stretches = stretches;

    public static CoveredTime Never { get; } = new([]);

    /// <summary>Time in any of the first stretches and in none of the others: a gap that somebody declares counts, whatever else is said.</summary>
    public static CoveredTime Of(
        IEnumerable<(DateTimeOffset From, DateTimeOffset To)> full,
        IEnumerable<(DateTimeOffset From, DateTimeOffset To)> gaps
    )
    {
        var moments = full.SelectMany(each =>
                new[] { (At: each.From, Full: 1, Gap: 0), (At: each.To, Full: -1, Gap: 0) }
            )
            .Concat(
                gaps.SelectMany(each => new[] { (At: each.From, Full: 0, Gap: 1), (At: each.To, Full: 0, Gap: -1) })
            )
            .GroupBy(moment => moment.At)
            .OrderBy(moments => moments.Key);
        var stretches = ImmutableArray.CreateBuilder<(DateTimeOffset, DateTimeOffset)>();
        var (isFull, isGap, since) = (0, 0, (DateTimeOffset?)null);
        foreach (var same in moments)
        {
            isFull += same.Sum(moment => moment.Full);
            isGap += same.Sum(moment => moment.Gap);
            var isCovered = isFull > 0 && isGap == 0;
            if (isCovered && since is null)
            {
                since = same.Key;
            }
            else if (!isCovered && since is { } from)
            {
                stretches.Add((from, same.Key));
                since = null;
            }
        }

        return new(stretches.ToImmutable());
    }

    /// <summary>Half-open, ascending.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Stretches => _stretches;

    public bool Covers(DateTimeOffset from, DateTimeOffset to) =>
        _stretches.Any(stretch => stretch.From <= from && to <= stretch.To);

    /// <summary>How much of the interval is covered.</summary>
    public TimeSpan Within(DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        foreach (var stretch in _stretches)
        {
            var (begin, end) = (stretch.From > from ? stretch.From : from, stretch.To < to ? stretch.To : to);
            sum += end > begin ? end - begin : TimeSpan.Zero;
        }

        return sum;
    }

    /// <summary>What of a stretch is covered, ascending. In UTC ticks.</summary>
    internal IEnumerable<(long From, long To)> In(long from, long to)
    {
        foreach (var stretch in _stretches)
        {
            var (begin, end) = (Math.Max(from, stretch.From.UtcTicks), Math.Min(to, stretch.To.UtcTicks));
            if (begin < end)
            {
                yield return (begin, end);
            }
        }
    }

    /// <summary>What of it is not.</summary>
    internal IEnumerable<(long From, long To)> Outside(long from, long to)
    {
        var reached = from;
        foreach (var (begin, end) in In(from, to))
        {
            if (reached < begin)
            {
                yield return (reached, begin);
            }

            reached = end;
        }

        if (reached < to)
        {
            yield return (reached, to);
        }
    }

    /// <summary>Time in both.</summary>
    public CoveredTime And(CoveredTime other)
    {
        var stretches = ImmutableArray.CreateBuilder<(DateTimeOffset, DateTimeOffset)>();
        foreach (var (from, to) in _stretches)
        {
            foreach (var (begin, end) in other._stretches)
            {
                var (later, earlier) = (from > begin ? from : begin, to < end ? to : end);
                if (later < earlier)
                {
                    stretches.Add((later, earlier));
                }
            }
        }

        return new(stretches.ToImmutable());
    }
}

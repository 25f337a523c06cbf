using System.Diagnostics;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>Durations of one question asked several times, in milliseconds.</summary>
/// <param name="Sorted">Ascending, never empty.</param>
internal sealed record Timing(double[] Sorted)
{
    internal double Best => Sorted[0];

    internal double Median => At(0.5);

    internal double P95 => At(0.95);

    internal double Max => Sorted[^1];

    /// <summary>Asks each question once, in order, until the time is up; the first <paramref name="warmUps"/> answers do not count.</summary>
    internal static Timing Of<T>(IEnumerable<T> questions, Action<T> ask, int warmUps, TimeSpan limit)
    {
        var times = new List<double>();
        var started = Stopwatch.GetTimestamp();
        foreach (var question in questions)
        {
            var asked = Stopwatch.GetTimestamp();
            ask(question);
            if (warmUps-- <= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            if (times.Count > 0 && Stopwatch.GetElapsedTime(started) > limit)
            {
                break;
            }
        }

        return times.Count == 0
            ? throw new ArgumentException("There was no question beyond the warm-ups.")
            : new([.. times.Order()]);
    }

    /// <summary>The nearest rank: the smallest duration that at least this share of the answers stayed within.</summary>
    private double At(double share) => Sorted[Math.Max(0, (int)Math.Ceiling(share * Sorted.Length) - 1)];
}

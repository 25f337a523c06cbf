using System.Diagnostics;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>How fast this machine streams AND + popcount over two sets, with the engine's own kernel, in 10^9 bytes a second.</summary>
/// <param name="Memory">Sets far larger than any cache, one thread.</param>
/// <param name="MemoryTwoThreads">The same on two threads at once.</param>
/// <param name="Cache">Two sets of 84,000 accounts, over and over, one thread.</param>
internal sealed record Bandwidth(double Memory, double MemoryTwoThreads, double Cache)
{
    private const int Large = 1 << 30; // 128 MB a set
    private const int Small = 84_000;
    private const int Rounds = 5;

    internal static Bandwidth Measure()
    {
        var (left, right) = (PrincipalSet.Range(Large, 0, Large), PrincipalSet.Range(Large, 0, Large));
        var other = (PrincipalSet.Range(Large, 0, Large), PrincipalSet.Range(Large, 0, Large));
        var bytes = 2.0 * Large / 8;
        var one = Best(() => left.CountIn(right));
        var two = Best(() => Parallel.Invoke(() => left.CountIn(right), () => other.Item1.CountIn(other.Item2)));
        var (a, b) = (PrincipalSet.Range(Small, 0, Small), PrincipalSet.Range(Small, 0, Small));
        const int Times = 20_000;
        var small = Best(() =>
        {
            for (var time = 0; time < Times; time++)
            {
                a.CountIn(b);
            }
        });
        return new(bytes / one / 1e9, 2 * bytes / two / 1e9, Times * 2.0 * Small / 8 / small / 1e9);
    }

    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return best;
    }
}

using System.Diagnostics;
using System.Globalization;
using GovernanceDashboard.Data;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>Times loading the newest snapshot of a data folder for serving, as the first thing a process does and again when it is warm.</summary>
internal static class EstateLoad
{
    internal static async Task MeasureAsync(
        DirectoryInfo data,
        int rounds,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var store = new FactStore(new(data.FullName), TimeProvider.System);
        var snapshot = (await store.SnapshotsAsync(cancellationToken))[0];
        var times = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            if (round > 0)
            {
                GC.Collect();
            }

            var collections = (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
            var allocated = GC.GetTotalAllocatedBytes();
            var paused = GC.GetTotalPauseDuration();
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var started = Stopwatch.GetTimestamp();
            var facts = await store.LoadAsync(snapshot, snapshot.TakenAt, cancellationToken);
            var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            times.Add(milliseconds);
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(round == 0 ? "first" : "again"), -6} {milliseconds, 8:F0} ms, CPU {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds, 6:F0} ms, collecting {(GC.GetTotalPauseDuration() - paused).TotalMilliseconds, 5:F0} ms ({GC.CollectionCount(0) - collections.Item1}/{GC.CollectionCount(1) - collections.Item2}/{GC.CollectionCount(2) - collections.Item3}), {(GC.GetTotalAllocatedBytes() - allocated) / 1e6, 6:F0} MB"
                )
            );
            GC.KeepAlive(facts);
        }
    }
}

using System.Globalization;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>What this process occupies, in megabytes (10^6 bytes). Peaks come from the kernel and are 0 where it tells none.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Managed objects alive after a full collection.</summary>
    internal static double Live()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true) / 1e6;
    }

    /// <summary>Resident now.</summary>
    internal static double Resident() => Read("VmRSS:");

    /// <summary>The largest resident size since <see cref="ForgetPeak"/>.</summary>
    internal static double Peak() => Read("VmHWM:");

    /// <summary>Lets the peak begin anew (proc(5), clear_refs 5).</summary>
    internal static void ForgetPeak()
    {
        if (File.Exists("/proc/self/clear_refs"))
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }

    private static double Read(string field)
    {
        if (!File.Exists(Status))
        {
            return 0;
        }

        var line = File.ReadLines(Status).First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(
                line[field.Length..].Replace("kB", "", StringComparison.Ordinal),
                CultureInfo.InvariantCulture
            )
            * 1024
            / 1e6;
    }
}

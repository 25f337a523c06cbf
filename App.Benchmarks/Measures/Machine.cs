using System.Globalization;
using System.Runtime.InteropServices;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>The machine in a line, with how busy it is: figures without it mean little.</summary>
internal static class Machine
{
    internal static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Processor()}, {Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"
        );
    }

    /// <summary>Processes that want a core, averaged over a minute; empty where the system does not tell.</summary>
    internal static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "";

    private static string Processor() =>
        File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            is { } model
            ? model[(model.IndexOf(':', StringComparison.Ordinal) + 2)..]
            : RuntimeInformation.ProcessArchitecture.ToString();
}

namespace GovernanceDashboard.Benchmarks.Suites;

/// <summary>The scale that the suites draw their estate at. Suites run in this process, so that it is set once before them.</summary>
internal static class BenchmarkScale
{
    internal static int Value { get; set; } = 10;
}

using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace GovernanceDashboard.Benchmarks.Suites;

/// <summary>Runs the suites in this process: a generated project would have to restore under this repository's central package versions.</summary>
internal static class SuiteRun
{
    internal static void Run(int scale, string folder)
    {
        BenchmarkScale.Value = scale;
        var config = ManualConfig
            .CreateEmpty()
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(StatisticColumn.Median, StatisticColumn.P95)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithWarmupCount(2)
                    .WithIterationCount(7)
                    .WithInvocationCount(1)
                    .WithUnrollFactor(1)
            )
            .WithArtifactsPath(folder);
        BenchmarkRunner.Run([typeof(EstateSuite), typeof(QuestionSuite)], config);
    }
}

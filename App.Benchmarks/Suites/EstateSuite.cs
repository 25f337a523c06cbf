using BenchmarkDotNet.Attributes;
using GovernanceDashboard.Benchmarks.Estates;
using GovernanceDashboard.Benchmarks.Questions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Suites;

/// <summary>Questions about the whole estate, each asked of an index that answered nothing yet.</summary>
/// <remarks>Open, since BenchmarkDotNet derives from it.</remarks>
public class EstateSuite
{
    private EstateFacts _facts = null!;
    private ReadyEngine _engine = null!;

    [GlobalSetup]
    public void Draw() => _facts = BenchmarkEstate.Create(BenchmarkScale.Value);

    [IterationSetup(Targets = [nameof(Full), nameof(SetsAndCounts)])]
    public void Build() => _engine = ReadyEngine.Build(_facts);

    [Benchmark]
    public long Full() => EngineQuestions.Full(_engine).Pairs;

    [Benchmark]
    public int SetsAndCounts() => EngineQuestions.CountReaders(_engine.Index).Length;

    [Benchmark]
    public long FullFromFacts() => EngineQuestions.Full(ReadyEngine.Build(_facts)).Pairs;

    [Benchmark]
    public int BuildIndex() => ReadyEngine.Build(_facts).Index.Accounts.Length;
}

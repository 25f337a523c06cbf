using BenchmarkDotNet.Attributes;
using GovernanceDashboard.Access;
using GovernanceDashboard.Benchmarks.Estates;
using GovernanceDashboard.Benchmarks.Questions;

namespace GovernanceDashboard.Benchmarks.Suites;

/// <summary>Questions about one table, one account or one change, ten or a hundred different ones in turn.</summary>
/// <remarks>Open, since BenchmarkDotNet derives from it.</remarks>
public class QuestionSuite
{
    private const int Tables = 10;
    private const int Accounts = 100;

    private AccessIndex _index = null!;
    private Samples _samples = null!;
    private PrincipalOrdinal[] _accounts = [];
    private ChangeSet _grant = null!;
    private ChangeSet _everyone = null!;
    private ChangeSet _nesting = null!;

    [GlobalSetup]
    public void Build()
    {
        var facts = BenchmarkEstate.Create(BenchmarkScale.Value);
        _index = AccessIndex.Build(facts, CancellationToken.None);
        _samples = new(facts);
        _accounts = [.. _samples.Logins.Take(Accounts).Select(login => _index.FindAccount(login)!.Value)];
        _grant = _samples.Grants().First();
        _everyone = _samples.EveryoneOnDatabase().First();
        _nesting = _samples.Nestings().First();
    }

    [Benchmark(OperationsPerInvoke = Tables)]
    public long WhoWithExplanations() =>
        _samples.Tables.Take(Tables).Sum(table => EngineQuestions.Who(_index, table).Links);

    [Benchmark(OperationsPerInvoke = Accounts)]
    public int What() => _accounts.Sum(account => EngineQuestions.What(_index, account));

    [Benchmark]
    public long WhatIfGrant() => EngineQuestions.WhatIf(_index, _grant).Gained;

    [Benchmark]
    public long WhatIfEveryoneOnDatabase() => EngineQuestions.WhatIf(_index, _everyone).Gained;

    [Benchmark]
    public long WhatIfNesting() => EngineQuestions.WhatIf(_index, _nesting).Lost;
}

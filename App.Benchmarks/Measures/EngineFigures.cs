using System.Diagnostics;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Benchmarks.Questions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>Asks the engine every question several times in this process and prints each figure as it comes.</summary>
/// <param name="only">full, who, what, whatif; empty for all.</param>
/// <param name="rounds">How often FULL is asked, each time of a fresh index.</param>
internal sealed class EngineFigures(TextWriter output, EstateFacts facts, IReadOnlySet<string> only, int rounds)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);

    internal Dictionary<Question, Timing> Timings { get; } = [];

    /// <summary>Managed objects alive, in megabytes: the facts alone, and with an index that has answered FULL.</summary>
    internal double FactsLive { get; private set; }

    internal double Live { get; private set; }

    /// <summary>Resident megabytes at most while that index was built and asked.</summary>
    internal double Peak { get; private set; }

    /// <summary>Measures memory first, while the process is young, then times the questions.</summary>
    internal ReadyEngine Measure(Samples samples)
    {
        FactsLive = ProcessMemory.Live();
        ProcessMemory.ForgetPeak();
        var engine = ReadyEngine.Build(facts);
        var full = EngineQuestions.Full(engine);
        Peak = ProcessMemory.Peak();
        Live = ProcessMemory.Live();
        Line(
            $"{full.Readers.Sum(count => (long)count)} (account, table) pairs, {full.Pairs} of people, {Signatures(engine.Index)} signatures"
        );
        Line(
            $"heatmap {full.Heatmap.Groups.Length} x {full.Heatmap.Populations.Length}: {full.Heatmap.Cells.Sum(cell => cell.Pairs)} pairs, {full.Heatmap.Cells.Sum(cell => (long)cell.People)} people"
        );
        Line($"memory: facts {FactsLive:F0} MB, with an index after FULL {Live:F0} MB, peak resident {Peak:F0} MB");
        if (Wants("full"))
        {
            Full();
        }

        Ask(engine.Index, samples);
        return engine;
    }

    /// <summary>Times loading from a snapshot; apart, since writing one takes longer than all else.</summary>
    internal async Task MeasureLoadAsync(CancellationToken cancellationToken) =>
        Report(Question.Load, await SnapshotLoad.MeasureAsync(facts, rounds, cancellationToken));

    private void Full()
    {
        Question[] asked =
        [
            Question.Full,
            Question.SetsAndCounts,
            Question.FullFromFacts,
            Question.SetsAndCountsFromFacts,
            Question.Build,
        ];
        var times = asked.ToDictionary(question => question, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            var started = Stopwatch.GetTimestamp();
            var engine = ReadyEngine.Build(facts);
            var built = Stopwatch.GetTimestamp();
            EngineQuestions.Full(engine);
            var counted = Stopwatch.GetTimestamp();
            EngineQuestions.CountReaders(engine.Index);
            Add(Question.SetsAndCounts, counted, Stopwatch.GetTimestamp());
            Add(Question.Build, started, built);
            Add(Question.Full, built, counted);
            Add(Question.FullFromFacts, started, counted);
            Add(Question.SetsAndCountsFromFacts, started, counted);
        }

        foreach (var question in asked)
        {
            Report(question, new([.. times[question].Order()]));
        }

        void Add(Question question, long from, long to) =>
            times[question].Add(Stopwatch.GetElapsedTime(from, to).TotalMilliseconds);
    }

    private void Ask(AccessIndex index, Samples samples)
    {
        if (Wants("who"))
        {
            Report(Question.Who, samples.Tables, table => EngineQuestions.Who(index, table));
            Report(Question.WhoSets, samples.Tables, table => index.WhoCanAccess(table));
        }

        if (Wants("what"))
        {
            var accounts = samples.Logins.Select(login => index.FindAccount(login)!.Value).ToArray();
            Report(Question.What, accounts, account => EngineQuestions.What(index, account));
        }

        if (Wants("whatif"))
        {
            Report(Question.WhatIfGrant, samples.Grants(), changes => EngineQuestions.WhatIf(index, changes));
            Report(
                Question.WhatIfEveryone,
                samples.EveryoneOnDatabase(),
                changes => EngineQuestions.WhatIf(index, changes)
            );
            Report(Question.WhatIfNesting, samples.Nestings(), changes => EngineQuestions.WhatIf(index, changes));
        }
    }

    private static int Signatures(AccessIndex index) =>
        Enumerable.Range(0, index.Facts.Tables.Length).Max(table => index.Signature(new(table))) + 1;

    private bool Wants(string question) => only.Count == 0 || only.Contains(question);

    private void Report<T>(Question question, IEnumerable<T> asked, Action<T> ask) =>
        Report(question, Timing.Of(asked, ask, warmUps: 3, s_limit));

    private void Report(Question question, Timing timing)
    {
        Timings.Add(question, timing);
        Line(
            $"{question.Name(), -32} best {timing.Best, 10:F3}   median {timing.Median, 10:F3} ms   p95 {timing.P95, 10:F3}   max {timing.Max, 10:F3}   n={timing.Sorted.Length}"
        );
    }

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

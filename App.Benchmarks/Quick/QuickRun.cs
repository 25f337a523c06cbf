using System.Diagnostics;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Benchmarks.Estates;
using GovernanceDashboard.Benchmarks.Questions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Quick;

/// <summary>Medians of every question in one process, in a minute or so: for looking while working, not for publishing.</summary>
internal sealed class QuickRun(TextWriter output, int scale, IReadOnlySet<string> only, int rounds)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);

    internal void Run()
    {
        var started = Stopwatch.GetTimestamp();
        var facts = BenchmarkEstate.Create(scale);
        Line(
            $"S={scale}: {facts.Tables.Length} tables, {facts.Memberships.Length} memberships, {facts.Policies.Length} policies; drawn in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms"
        );
        var factsLive = ProcessMemory.Live();
        ProcessMemory.ForgetPeak();
        started = Stopwatch.GetTimestamp();
        var engine = ReadyEngine.Build(facts);
        Line(
            $"first build {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms; {SignatureCount(engine.Index)} signatures"
        );
        var full = EngineQuestions.Full(engine);
        Line(
            $"pairs {full.Pairs} of accounts, {engine.Index.Accounts.Length} accounts, mean {(double)full.Pairs / full.Counts.Length:F0} readers; heatmap {full.Heatmap.Groups.Length} x {full.Heatmap.Populations.Length}: {full.HeatmapPairs} pairs, {full.HeatmapPeople} people"
        );
        Line(
            $"memory: facts {factsLive:F0} MB; with the index after FULL {ProcessMemory.Live():F0} MB; resident {ProcessMemory.Resident():F0}, peak {ProcessMemory.Peak():F0} MB"
        );
        if (Wants("full"))
        {
            Full(facts);
        }

        Ask(engine.Index, new(facts));
    }

    private void Full(EstateFacts facts)
    {
        // A fresh index each time: the second FULL on one index answers from what the first one kept.
        var (builds, sets, heatmaps, fulls, totals) = (
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>()
        );
        var again = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            var started = Stopwatch.GetTimestamp();
            var engine = ReadyEngine.Build(facts);
            var built = Stopwatch.GetTimestamp();
            EngineQuestions.CountReaders(engine.Index);
            var counted = Stopwatch.GetTimestamp();
            EngineQuestions.HeatmapOf(engine);
            var mapped = Stopwatch.GetTimestamp();
            EngineQuestions.Full(engine);
            again.Add(Stopwatch.GetElapsedTime(mapped).TotalMilliseconds);
            builds.Add(Stopwatch.GetElapsedTime(started, built).TotalMilliseconds);
            sets.Add(Stopwatch.GetElapsedTime(built, counted).TotalMilliseconds);
            heatmaps.Add(Stopwatch.GetElapsedTime(counted, mapped).TotalMilliseconds);
            fulls.Add(Stopwatch.GetElapsedTime(built, mapped).TotalMilliseconds);
            totals.Add(Stopwatch.GetElapsedTime(started, mapped).TotalMilliseconds);
        }

        Report("FULL", fulls);
        Report("  sets and counts", sets);
        Report("  heatmap", heatmaps);
        Report("FULL again, same index", again);
        Report("FULL from facts", totals);
        Report("  build", builds);
    }

    private void Ask(AccessIndex index, Samples samples)
    {
        if (Wants("who"))
        {
            Report("WHO, sets only", samples.Tables, table => index.WhoCanAccess(table));
            Report("WHO with explanations", samples.Tables, table => EngineQuestions.Who(index, table));
        }

        if (Wants("what"))
        {
            var accounts = samples.Logins.Select(login => index.FindAccount(login)!.Value);
            Report("WHAT", accounts, account => EngineQuestions.What(index, account));
        }

        if (Wants("whatif"))
        {
            Report("WHAT-IF one grant", samples.Grants(), changes => EngineQuestions.WhatIf(index, changes));
            Report(
                "WHAT-IF everyone on a database",
                samples.EveryoneOnDatabase(),
                changes => EngineQuestions.WhatIf(index, changes)
            );
            Report("WHAT-IF nesting", samples.Nestings(), changes => EngineQuestions.WhatIf(index, changes));
        }
    }

    private static int SignatureCount(AccessIndex index) =>
        Enumerable.Range(0, index.Facts.Tables.Length).Max(table => index.Signature(new(table))) + 1;

    private bool Wants(string question) => only.Count == 0 || only.Contains(question);

    private void Report<T>(string name, IEnumerable<T> questions, Action<T> ask) =>
        Report(name, Timing.Of(questions, ask, warmUps: 1, s_limit));

    private void Report(string name, List<double> times) => Report(name, new Timing([.. times.Order()]));

    private void Report(string name, Timing timing) =>
        Line(
            $"{name, -32} median {timing.Median, 10:F3} ms   p95 {timing.P95, 10:F3}   max {timing.Max, 10:F3}   n={timing.Sorted.Length}"
        );

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

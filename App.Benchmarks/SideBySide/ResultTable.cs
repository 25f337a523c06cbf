using System.Globalization;
using System.Text;
using GovernanceDashboard.Benchmarks.Measures;

namespace GovernanceDashboard.Benchmarks.SideBySide;

/// <summary>One run as Markdown: a row per question with both peers, ratios and verdicts, then memory and bandwidth.</summary>
internal sealed class ResultTable(int scale, EngineFigures figures, PeerAnswers? duckDb, PeerAnswers? postgres)
{
    private readonly StringBuilder _text = new();

    internal string Write(string equalities, Bandwidth bandwidth, long bytes, string machine)
    {
        Line($"### S={scale}");
        Line($"");
        Line(
            $"| question | ours, best | median | p95 | must | aim | verdict | {duckDb?.Engine ?? "DuckDB"} | {postgres?.Engine ?? "PostgreSQL"} | times faster than the better | must / aim | verdict |"
        );
        Line($"|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (question, timing) in figures.Timings)
        {
            Row(question, timing);
        }

        Memory("memory steady", figures.Live, Goals.MustSteadyMegabytes, Goals.AimSteadyMegabytes, null);
        Memory("memory peak", figures.Peak, Goals.MustPeakMegabytes, Goals.AimPeakMegabytes, duckDb?.PeakMegabytes);
        Line($"");
        Line($"Equal answers: {equalities}.");
        Line($"");
        Line(
            $"Unshared, FULL touches {bytes / 1e6:F0} MB of sets; AND + popcount streams {bandwidth.Memory:F1} GB/s from memory on one thread, {bandwidth.MemoryTwoThreads:F1} on two, {bandwidth.Cache:F1} out of cache: {bytes / bandwidth.MemoryTwoThreads / 1e6:F0} ms on two threads, were all of it memory traffic."
        );
        if (figures.Timings.TryGetValue(Question.Full, out var full))
        {
            Line($"FULL went at {bytes / full.Median / 1e6:F1} GB/s of these.");
        }

        Line($"");
        Line($"{machine}");
        return _text.ToString();
    }

    private void Row(Question question, Timing ours)
    {
        var goal = Goals.Of(question);
        var counting = goal.IsP95 ? ours.P95 : ours.Median;
        var (theirs, better) = Peers(question);
        var ratio = better is { } fastest ? fastest / ours.Median : (double?)null;
        var inScale = scale == Goals.Scale;
        Line(
            $"| {question.Name().Trim()} | {Time(ours.Best)} | {Time(ours.Median)} | {Time(ours.P95)} | {Bound(goal.Must)} | {Bound(goal.Aim)} | {(inScale ? Verdict(counting <= goal.Must, counting <= goal.Aim, goal.Must) : "")} | {theirs.DuckDb} | {theirs.Postgres} | {(ratio is { } times ? Text($"{times:F0}") : "")} | {(goal.MustRatio is { } must ? Text($"{must} / {goal.AimRatio}") : "")} | {(ratio is null ? "" : Verdict(ratio >= goal.MustRatio, ratio >= goal.AimRatio, goal.MustRatio))} |"
        );
    }

    private ((string DuckDb, string Postgres) Texts, double? Better) Peers(Question question)
    {
        var (left, right) = (OfPeer(duckDb, question), OfPeer(postgres, question));
        double?[] both = [left.Time, right.Time];
        return ((left.Text, right.Text), both.Min());
    }

    private static (string Text, double? Time) OfPeer(PeerAnswers? peer, Question question)
    {
        double? time = question switch
        {
            Question.FullFromFacts => peer?.Full,
            Question.SetsAndCountsFromFacts => peer?.SetsAndCounts,
            Question.Who => Median(peer?.Who),
            Question.What => Median(peer?.What),
            Question.Full
            or Question.SetsAndCounts
            or Question.Build
            or Question.WhoSets
            or Question.WhatIfGrant
            or Question.WhatIfEveryone
            or Question.WhatIfNesting
            or Question.Load => null,
        };
        var isLimited =
            peer is { Limited: true } && question is Question.FullFromFacts or Question.SetsAndCountsFromFacts;
        return (
            time is { } known ? Time(known)
            : isLimited ? "> limit"
            : "",
            time
        );
    }

    private static double? Median(PeerTimes? times) =>
        times is { Times: [_, ..] some } ? new Timing([.. some.Order()]).Median : null;

    private void Memory(string name, double megabytes, double must, double aim, double? theirs) =>
        Line(
            $"| {name} | | {megabytes:F0} MB | | < {must} MB | < {aim} MB | {(scale == Goals.Scale ? Verdict(megabytes <= must, megabytes <= aim, must) : "")} | {(theirs is { } peak ? Text($"{peak:F0} MB") : "")} | | | | |"
        );

    private static string Verdict(bool must, bool aim, double? goal) =>
        goal is null ? ""
        : aim ? "aim"
        : must ? "must"
        : "**missed**";

    private static string Bound(double? milliseconds) => milliseconds is { } bound ? Text($"< {bound} ms") : "";

    private static string Time(double milliseconds) =>
        milliseconds >= 10_000 ? Text($"{milliseconds / 1000:F1} s")
        : milliseconds >= 10 ? Text($"{milliseconds:F0} ms")
        : Text($"{milliseconds:F3} ms");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Line(FormattableString text) => _text.Append(Text(text)).Append('\n');
}

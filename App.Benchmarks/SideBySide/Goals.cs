using GovernanceDashboard.Benchmarks.Measures;

namespace GovernanceDashboard.Benchmarks.SideBySide;

/// <summary>What a question has to reach, and what it is meant to reach.</summary>
/// <param name="IsP95">True where the goal is set on the 95th percentile, else on the median.</param>
/// <param name="Must">Milliseconds at S=10; null where there is none.</param>
/// <param name="MustRatio">How many times faster than the better peer, in one run on the same data; null where there is none.</param>
internal sealed record Goal(bool IsP95, double? Must, double? Aim, double? MustRatio, double? AimRatio);

internal static class Goals
{
    /// <summary>The scale that the milliseconds are stated for.</summary>
    internal const int Scale = 10;

    internal const double MustSteadyMegabytes = 600;
    internal const double AimSteadyMegabytes = 400;
    internal const double MustPeakMegabytes = 1200;
    internal const double AimPeakMegabytes = 800;

    internal static Goal Of(Question question) =>
        question switch
        {
            Question.Full => new(false, 250, 120, null, null),
            Question.FullFromFacts => new(false, 1000, 500, 100, 400),
            Question.SetsAndCountsFromFacts => new(false, null, null, 20, 50),
            Question.Who => new(true, 20, 4, 50, 150),
            Question.What => new(true, 1, 0.2, 200, 500),
            Question.WhatIfGrant => new(true, 2, 0.1, null, null),
            Question.WhatIfEveryone => new(true, 10, 2, null, null),
            Question.WhatIfNesting => new(true, 500, 200, null, null),
            Question.Load => new(false, 2500, 1500, null, null),
            Question.SetsAndCounts or Question.Build or Question.WhoSets => new(false, null, null, null, null),
        };
}

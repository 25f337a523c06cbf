namespace GovernanceDashboard.Findings.Rules;

/// <summary>What a statistical rule measured, so that its verdict can be checked and argued with.</summary>
/// <param name="Measure">What was measured, with the unit.</param>
/// <param name="Value">What it was.</param>
/// <param name="Test">By what it was judged.</param>
/// <param name="Score">The outcome of the test.</param>
/// <param name="Threshold">It stands out where the score lies beyond this.</param>
/// <param name="N">Observations in the baseline.</param>
/// <param name="From">The baseline's first instant.</param>
/// <param name="To">Its end, exclusive.</param>
public sealed record FindingStatistic(
    string Measure,
    double Value,
    string Test,
    double Score,
    double Threshold,
    int N,
    DateTimeOffset From,
    DateTimeOffset To
);

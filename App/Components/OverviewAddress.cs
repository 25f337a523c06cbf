using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Components;

/// <summary>How the overview shows the heatmap.</summary>
/// <param name="Attribute">department, level, region or employment; null for the first.</param>
/// <param name="AsTable">The same matrix as a table instead of a chart.</param>
/// <param name="Compare">As typed: an earlier instant to compare with; null for none.</param>
public sealed record OverviewAddress(
    string? Attribute = null,
    HeatmapMeasure Measure = HeatmapMeasure.Breadth,
    bool AsTable = false,
    string? Compare = null
);

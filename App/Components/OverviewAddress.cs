namespace GovernanceDashboard.Components;

/// <summary>What a heatmap's colour stands for.</summary>
public enum HeatmapMeasure
{
    /// <summary>People who can read at least one table of the group.</summary>
    People,

    /// <summary>Those people as a percentage of the population.</summary>
    Breadth,

    /// <summary>Person-table pairs.</summary>
    Pairs,
}

/// <summary>How the overview shows the heatmap.</summary>
/// <param name="Attribute">department, level, region or employment; null for the first.</param>
/// <param name="AsTable">The same matrix as a table instead of a chart.</param>
public sealed record OverviewAddress(
    string? Attribute = null,
    HeatmapMeasure Measure = HeatmapMeasure.Breadth,
    bool AsTable = false
);

namespace GovernanceDashboard.Components;

/// <summary>A heatmap cell: a table group against one population of an attribute; no population means all people.</summary>
/// <param name="Tab">people (null) or tables.</param>
public sealed record GroupAddress(
    string Group,
    string? Attribute = null,
    string? Population = null,
    string? Tab = null
);

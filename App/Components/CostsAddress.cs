namespace GovernanceDashboard.Components;

/// <summary>What storage costs.</summary>
/// <param name="ShowsTables">One line a table; else one a table group.</param>
/// <param name="Group">Only tables of this group; null for all.</param>
public sealed record CostsAddress(bool ShowsTables = false, string? Group = null);

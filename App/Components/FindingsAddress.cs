namespace GovernanceDashboard.Components;

/// <summary>Findings under filters.</summary>
/// <param name="Rule">A rule's id; null for all.</param>
/// <param name="Severity">The least severity, by name; null for all.</param>
public sealed record FindingsAddress(string? Rule = null, string? Severity = null, string? Search = null);

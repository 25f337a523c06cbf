namespace GovernanceDashboard.Components;

/// <summary>Governance records of one type under a search.</summary>
/// <param name="Type">As its file is called; null for the first that has any.</param>
public sealed record RecordsAddress(string? Type = null, string? Search = null);

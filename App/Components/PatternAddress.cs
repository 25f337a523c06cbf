using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components;

/// <summary>The list of patterns under a search, or the list of signatures.</summary>
/// <param name="Table">Only the pattern, or the signature, of this table.</param>
public sealed record PatternsAddress(string? Search = null, bool ShowsSignatures = false, TableName? Table = null);

/// <summary>One pattern.</summary>
/// <param name="Tab">tables (null) or named.</param>
public sealed record PatternAddress(string Id, string? Tab = null);

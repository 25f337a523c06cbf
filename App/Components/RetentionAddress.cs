namespace GovernanceDashboard.Components;

/// <summary>Tables by their retention deadline.</summary>
/// <param name="Scope">Which tables, as a scope; null for the whole estate.</param>
/// <param name="State">Only those that stand like that, as <c>retention --state</c> spells it; null for all.</param>
public sealed record RetentionAddress(string? Scope = null, string? State = null);

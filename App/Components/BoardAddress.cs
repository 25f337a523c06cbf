namespace GovernanceDashboard.Components;

/// <summary>The four questions about a scope.</summary>
/// <param name="Scope">As typed; null for the whole estate.</param>
public sealed record BoardAddress(string? Scope = null);

namespace GovernanceDashboard.Components;

/// <summary>Who can see that tables exist and read nothing in them.</summary>
/// <param name="ShowsPeople">One line a person; else one a table.</param>
/// <param name="Scope">Which tables, as a scope; null for the whole estate.</param>
public sealed record DiscoverableAddress(bool ShowsPeople = false, string? Scope = null);

namespace GovernanceDashboard.Components;

/// <summary>Access over time to a table, or of a person.</summary>
/// <param name="Scope"><c>table:db.t</c>, <c>principal:P</c> or any other scope, as typed; null before the reader chose one.</param>
/// <param name="Instant">As typed: where the scrubber stands; null for the picture's own instant.</param>
public sealed record TimelineAddress(string? Scope = null, string? Instant = null);

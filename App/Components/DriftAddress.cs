namespace GovernanceDashboard.Components;

/// <summary>Drift between two instants.</summary>
/// <param name="From">As typed; null for the first instant that the snapshot can answer for.</param>
/// <param name="To">As typed; null for the snapshot's own.</param>
/// <param name="Attribute">The attribute whose populations are shown; null for department.</param>
/// <param name="ShowsFacts">The changed facts, in place of pairs gained and lost.</param>
public sealed record DriftAddress(
    string? From = null,
    string? To = null,
    string? Attribute = null,
    bool ShowsFacts = false
);

namespace GovernanceDashboard.Components;

/// <summary>Exposure of a scope over a stretch of time.</summary>
/// <param name="Scope">As typed; null before the reader chose one.</param>
/// <param name="From">As typed; null for the first instant that the snapshot can answer for.</param>
/// <param name="To">As typed; null for the snapshot's own.</param>
/// <param name="IsGross">Access exceptions are ignored, in place of honoured.</param>
public sealed record ExposureAddress(
    string? Scope = null,
    string? From = null,
    string? To = null,
    bool IsGross = false
);

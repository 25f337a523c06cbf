namespace GovernanceDashboard.Components;

/// <summary>How much of the use of tables was logged.</summary>
/// <param name="Scope">Which tables, as a scope; null for the whole estate.</param>
/// <param name="From">As typed; null for the first instant that the snapshot can answer for.</param>
/// <param name="To">As typed; null for the picture's.</param>
/// <param name="ShowsUnlogged">The sensitive tables that are not logged now; else the matrix.</param>
/// <param name="Row">The row of the matrix that is looked at, as <c>channel tables</c>; null for none.</param>
public sealed record CoverageAddress(
    string? Scope = null,
    string? From = null,
    string? To = null,
    bool ShowsUnlogged = false,
    string? Row = null
);

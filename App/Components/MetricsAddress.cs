namespace GovernanceDashboard.Components;

/// <summary>What the page of metrics lists.</summary>
public enum MetricsView
{
    Tables,
    Populations,
    People,
    Trend,
    Grants,
}

/// <summary>The metrics of a scope at the picture's instant.</summary>
/// <param name="Scope">As typed; null before the reader chose one.</param>
/// <param name="Attribute">Whose populations are listed; null for the first.</param>
/// <param name="LookBack">Days, as typed; null for the default.</param>
/// <param name="From">Beginning of the time that figures over time are about, as typed.</param>
/// <param name="To">Its end.</param>
/// <param name="Step">Days between two instants of a trend, as typed; null for one.</param>
/// <param name="Whom">Only of the members of this group or role, as typed; null for everybody.</param>
/// <param name="Broad">The share of people in percent above which a trend counts a table as broad, as typed; null for the usual one.</param>
/// <param name="IsGross">Access exceptions are ignored, in place of honoured.</param>
public sealed record MetricsAddress(
    string? Scope = null,
    string? Attribute = null,
    string? LookBack = null,
    string? From = null,
    string? To = null,
    string? Step = null,
    bool IsGross = false,
    MetricsView View = MetricsView.Tables,
    string? Whom = null,
    string? Broad = null
);

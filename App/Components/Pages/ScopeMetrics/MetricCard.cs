using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>One figure of a scope with what it means (metrics 6.10).</summary>
/// <param name="Info">Title, unit, formula and meaning.</param>
/// <param name="Value">A point, or the interval where inputs are incomplete; a dash where it does not apply.</param>
/// <param name="Holding">What it holds for: gross or net, n, snapshot, instant, data quality.</param>
/// <param name="IsOverTime">Of a time, in place of an instant.</param>
/// <param name="IsHead">One of the few to look at first.</param>
public sealed record MetricCard(MetricInfo Info, string Value, string Holding, bool IsOverTime, bool IsHead)
{
    public string Id => Info.Id;
}

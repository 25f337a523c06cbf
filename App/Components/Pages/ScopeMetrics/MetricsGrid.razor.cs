using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>The tables, populations or people of a metrics answer.</summary>
public sealed partial class MetricsGrid : ComponentBase
{
    [Parameter, EditorRequired]
    public required MetricsViewModel ViewModel { get; set; }

    [Parameter, EditorRequired]
    public required MetricsAnswer Answer { get; set; }

    private static string Number(MeasureRange? range) => MetricsViewModel.Range(range);

    private static string Percent(MeasureRange? range) => MetricsViewModel.Percent(range);

    private static string Title(string id) => MetricCatalogue.Of(id).Title;

    // What makes it worse, in words: nothing of it is in the score.
    private static string Modifiers(TableModifiers table) =>
        string.Join(
            ", ",
            new[]
            {
                table.DaysOverdue is > 0 and var days ? $"{days} d overdue" : "",
                table.HasOwner ? "" : "no owner",
                table.HasApproval ? "" : "no approval",
                table.IsLogged ? "" : "not logged",
                table.FanOut > 0 ? $"feeds {table.FanOut}" : "",
            }.Where(words => words.Length > 0)
        );
}

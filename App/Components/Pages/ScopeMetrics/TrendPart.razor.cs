using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Ledger;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>The trend of a scope's mass in one chart, and what moved it in another.</summary>
public sealed partial class TrendPart : ComponentBase
{
    private (TrendAnswer Answer, ExposureBasis Basis, TrendFigure Line, TrendFigure Waterfall)? _drawn;
    private string? _step;

    [Parameter, EditorRequired]
    public required MetricsViewModel ViewModel { get; set; }

    /// <summary>Raised with the days that the reader typed; null for one.</summary>
    [Parameter]
    public EventCallback<string?> OnStep { get; set; }

    /// <inheritdoc />
    protected override void OnParametersSet() => _step = ViewModel.Address.Step;

    private Task Ask() => OnStep.InvokeAsync(string.IsNullOrWhiteSpace(_step) ? null : _step.Trim());

    private TrendFigure Line(TrendAnswer answer) => Drawn(answer).Line;

    private TrendFigure Waterfall(TrendAnswer answer) => Drawn(answer).Waterfall;

    // A chart is drawn again when it is handed other objects.
    private (TrendAnswer Answer, ExposureBasis Basis, TrendFigure Line, TrendFigure Waterfall) Drawn(TrendAnswer answer)
    {
        var basis = ViewModel.Address.IsGross ? ExposureBasis.Gross : ExposureBasis.Net;
        if (_drawn is not { } drawn || !ReferenceEquals(drawn.Answer, answer) || drawn.Basis != basis)
        {
            _drawn = drawn = (answer, basis, TrendFigure.Line(answer, basis), TrendFigure.Waterfall(answer, basis));
        }

        return drawn;
    }
}

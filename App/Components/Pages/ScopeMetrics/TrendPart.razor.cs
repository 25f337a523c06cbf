using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Ledger;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>The trend of a scope's mass in one chart, and what moved it in another.</summary>
public sealed partial class TrendPart : ComponentBase
{
    private (
        TrendAnswer Answer,
        ExposureBasis Basis,
        TrendFigure Line,
        TrendFigure Waterfall,
        TrendFigure Growth
    )? _drawn;
    private string? _step;
    private string? _broad;

    [Parameter, EditorRequired]
    public required MetricsViewModel ViewModel { get; set; }

    /// <summary>Raised with the days and the percentage that the reader typed; null for the usual ones.</summary>
    [Parameter]
    public EventCallback<(string? Step, string? Broad)> OnAsk { get; set; }

    /// <inheritdoc />
    protected override void OnParametersSet() => (_step, _broad) = (ViewModel.Address.Step, ViewModel.Address.Broad);

    private Task Ask() => OnAsk.InvokeAsync((AddressField.Of(_step), AddressField.Of(_broad)));

    private TrendFigure Line(TrendAnswer answer) => Drawn(answer).Line;

    private TrendFigure Waterfall(TrendAnswer answer) => Drawn(answer).Waterfall;

    private TrendFigure Growth(TrendAnswer answer) => Drawn(answer).Growth;

    // A chart is drawn again when it is handed other objects.
    private (
        TrendAnswer Answer,
        ExposureBasis Basis,
        TrendFigure Line,
        TrendFigure Waterfall,
        TrendFigure Growth
    ) Drawn(TrendAnswer answer)
    {
        var basis = ViewModel.Address.IsGross ? ExposureBasis.Gross : ExposureBasis.Net;
        if (_drawn is not { } drawn || !ReferenceEquals(drawn.Answer, answer) || drawn.Basis != basis)
        {
            _drawn = drawn = (
                answer,
                basis,
                TrendFigure.Line(answer, basis),
                TrendFigure.Waterfall(answer, basis),
                TrendFigure.Growth(answer)
            );
        }

        return drawn;
    }
}

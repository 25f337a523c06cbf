using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace GovernanceDashboard.Components.Controls;

/// <summary>Draws plotly traces. The only place that knows how plotly is reached.</summary>
/// <remarks>
/// The chart is drawn again when <see cref="Data"/> or <see cref="Layout"/> is another object than before: replace them,
/// do not edit them. Give <see cref="Label"/> the sentence that a reader who cannot see the chart needs.
/// </remarks>
public sealed partial class PlotlyChart : ComponentBase, IAsyncDisposable
{
    private ElementReference _element;
    private IJSObjectReference? _module;
    private IJSObjectReference? _chart;
    private DotNetObjectReference<PlotlyChart>? _self;
    private object? _drawnData;
    private object? _drawnLayout;

    /// <summary>A list of plotly traces, serialised as they are.</summary>
    [Parameter, EditorRequired]
    public required object Data { get; set; }

    /// <summary>The plotly layout, serialised as it is; none means plotly's own.</summary>
    [Parameter]
    public object? Layout { get; set; }

    /// <summary>A CSS height.</summary>
    [Parameter]
    public string Height { get; set; } = "520px";

    /// <summary>What the chart says, in words.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Raised when a mark is clicked.</summary>
    [Parameter]
    public EventCallback<PlotlyPoint> OnClick { get; set; }

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task ClickedAsync(PlotlyPoint point) => OnClick.InvokeAsync(point);

    /// <summary>Hands the reader the chart as a PNG, in its present colours, under a line that says what it shows.</summary>
    public async Task DownloadAsync(string fileName, string title, CancellationToken cancellationToken)
    {
        if (_chart is not null)
        {
            await _chart.InvokeVoidAsync("download", cancellationToken, fileName, title);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_chart is not null)
            {
                await _chart.InvokeVoidAsync("dispose");
                await _chart.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone and took the chart with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await JS.InvokeAsync<IJSObjectReference>("import", "./Components/Controls/PlotlyChart.razor.js");
            Remember();
            _chart = await _module.InvokeAsync<IJSObjectReference>("create", _element, _self, Data, Layout);
        }
        else if (_chart is not null && !(ReferenceEquals(_drawnData, Data) && ReferenceEquals(_drawnLayout, Layout)))
        {
            Remember();
            await _chart.InvokeVoidAsync("update", Data, Layout);
        }
    }

    private void Remember() => (_drawnData, _drawnLayout) = (Data, Layout);
}

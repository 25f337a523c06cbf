using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Radzen;
using Radzen.Blazor;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>
/// A virtualised grid over a <see cref="RowSource{T}"/>: rows are fetched as they scroll into view, an older fetch is cancelled.
/// Enter or a double click opens the selected row.
/// </summary>
/// <typeparam name="TItem">A row; equal rows are the same row.</typeparam>
public sealed partial class RowsGrid<TItem> : ComponentBase, IAsyncDisposable
    where TItem : class
{
    private const int FirstRows = 50;

    private ElementReference _element;
    private IJSObjectReference? _module;
    private RadzenDataGrid<TItem>? _grid;

    // The stretch fetched last; null until the first one is there, and no grid is drawn until then.
    private TItem[]? _rows;
    private int _total;
    private IList<TItem>? _selected;
    private RowSource<TItem>? _shown;
    private CancellationTokenSource? _fetching;

    // Done once the grid has been handed the newest rows.
    private TaskCompletionSource? _handing;

    /// <summary>What the rows are, for a reader who cannot see the page.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required RowSource<TItem> Source { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment Columns { get; set; }

    [Parameter]
    public string EmptyText { get; set; } = "Nothing fits.";

    /// <summary>Raised when a row is selected with the mouse or the space bar.</summary>
    [Parameter]
    public EventCallback<TItem> OnSelect { get; set; }

    /// <summary>Raised on a double click, and on Enter over the selected row.</summary>
    [Parameter]
    public EventCallback<TItem> OnOpen { get; set; }

    /// <summary>Raised when a header is clicked; null asks for the list's own order.</summary>
    [Parameter]
    public EventCallback<RowSort?> OnSort { get; set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _fetching?.Cancel();
        _fetching?.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone and took the module with it.
        }
    }

    private bool HasNewestRows => ReferenceEquals(_grid?.Data, _rows);

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (HasNewestRows)
        {
            _handing?.TrySetResult();
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_shown, Source))
        {
            return;
        }

        _shown = Source;
        _selected = null;
        if (_rows is not { Length: > 0 } || _grid is null || Source.Total == 0)
        {
            // Nothing is drawn that could ask for rows, or there is nothing to ask for.
            _grid?.ResetLoadData();
            await FetchAsync(0, FirstRows);
            return;
        }

        _total = Source.Total;
        _module ??= await JS.InvokeAsync<IJSObjectReference>("import", "./Components/Pages/Lists/RowsGrid.razor.js");
        await _module.InvokeVoidAsync("toTop", _element);
        await _grid.Reload();
        // Starting over it drops its rows, and takes them again when it is drawn.
        StateHasChanged();
    }

    // The grid reads its parameters as soon as this ends. Rendering waits for a browser that is behind with drawing, and the grid would find the rows of before.
    private async Task LoadAsync(LoadDataArgs args)
    {
        if (await FetchAsync(args.Skip ?? 0, args.Top ?? FirstRows) is not { } fetching)
        {
            return;
        }

        StateHasChanged();
        if (!HasNewestRows)
        {
            _handing = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await _handing.Task.WaitAsync(fetching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>What is cancelled by the next fetch; null where that came before this one was done.</returns>
    private async Task<CancellationToken?> FetchAsync(int skip, int take)
    {
        _fetching?.Cancel();
        _fetching?.Dispose();
        _fetching = new CancellationTokenSource();
        var fetching = _fetching.Token;
        try
        {
            var stretch = await Source.FetchAsync(skip, take, fetching);
            // An array, whatever came: the grid queries its data by expression, and cannot with a boxed ImmutableArray.
            (_rows, _total) = (stretch.Rows.ToArray(), stretch.Total);
            return fetching;
        }
        catch (OperationCanceledException)
        {
            // A newer stretch was asked for, or the page was left.
            return null;
        }
    }

    private async Task SelectAsync(TItem row)
    {
        _selected = [row];
        await OnSelect.InvokeAsync(row);
    }

    private Task OpenAsync(DataGridRowMouseEventArgs<TItem> args) => OnOpen.InvokeAsync(args.Data);

    private async Task PressedAsync(KeyboardEventArgs args)
    {
        if (args.Key == "Enter" && _selected is [var row])
        {
            await OnOpen.InvokeAsync(row);
        }
    }

    private Task SortAsync(DataGridColumnSortEventArgs<TItem> args) =>
        OnSort.InvokeAsync(
            args.SortOrder is { } order && args.Column?.Property is { } property
                ? new RowSort(property, order == SortOrder.Descending)
                : null
        );
}

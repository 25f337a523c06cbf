using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace GovernanceDashboard.Components.Controls;

/// <summary>Downloads rows as a CSV file over the circuit, so that it needs no address of its own and leaks none.</summary>
public sealed partial class CsvButton : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _isBusy;

    [Inject]
    private IJSRuntime JS { get; set; } = null!;

    /// <summary>With its <c>.csv</c> ending.</summary>
    [Parameter, EditorRequired]
    public required string FileName { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Header { get; set; }

    /// <summary>Gathers the rows when asked, off the circuit's thread.</summary>
    [Parameter, EditorRequired]
    public required Func<CancellationToken, Task<IReadOnlyList<IReadOnlyList<string?>>>> Rows { get; set; }

    [Parameter]
    public string Text { get; set; } = "CSV";

    [Parameter]
    public bool Disabled { get; set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
    }

    private async Task DownloadAsync()
    {
        _isBusy = true;
        try
        {
            var token = _gone.Token;
            var bytes = await Task.Run(
                async () => Encoding.UTF8.GetBytes('\ufeff' + CsvText.Write(Header, await Rows(token))),
                token
            );
            await using var module = await JS.InvokeAsync<IJSObjectReference>("import", token, "./js/shell.js");
            using var stream = new DotNetStreamReference(new MemoryStream(bytes));
            await module.InvokeVoidAsync("download", token, FileName, stream);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page has gone; nobody waits for the file.
        }
        finally
        {
            _isBusy = false;
        }
    }
}

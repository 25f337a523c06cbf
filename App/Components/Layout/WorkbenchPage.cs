using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace GovernanceDashboard.Components.Layout;

/// <summary>
/// A page whose state stands in its link. It loads when it opens and again when its link changes; a newer load cancels the older, and
/// leaving the page cancels all. What a load throws reaches the error boundary.
/// </summary>
public abstract class WorkbenchPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _loading;
    private string _path = "";

    [CascadingParameter]
    protected CurrentUser? User { get; set; }

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected Workspace Workspace { get; set; } = null!;

    /// <summary>The picture that the link asks for.</summary>
    protected Picture Picture { get; private set; } = Picture.Newest;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Loads what the link asks for. Called with the first link and after each change of it.</summary>
    protected abstract Task LoadAsync(string uri, CurrentUser user, CancellationToken cancellationToken);

    /// <summary>Loads again what the link asks for.</summary>
    protected async Task ReloadAsync()
    {
        if (User is not { } user || _gone.IsCancellationRequested)
        {
            return;
        }

        var older = _loading;
        using var loading = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        _loading = loading;
        if (older is not null)
        {
            await older.CancelAsync();
        }

        Picture = Urls.ReadPicture(Navigation.Uri);
        try
        {
            await LoadAsync(Navigation.Uri, user, loading.Token);
        }
        catch (OperationCanceledException) when (loading.IsCancellationRequested)
        {
            // A newer load took over, or the page was left.
        }
        finally
        {
            if (_loading == loading)
            {
                _loading = null;
            }
        }
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        _path = Urls.PathOf(Navigation.Uri);
        Navigation.LocationChanged += OnMoved;
        return ReloadAsync();
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Navigation.LocationChanged -= OnMoved;
            _gone.Cancel();
            _gone.Dispose();
        }
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (Urls.PathOf(moved.Location) == _path)
        {
            _ = InvokeAsync(ReloadAndShowAsync);
        }
    }

    private async Task ReloadAndShowAsync()
    {
        var reload = ReloadAsync();
        StateHasChanged();
        await reload.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
        );
        if (reload.Exception is { } failure)
        {
            await DispatchExceptionAsync(failure.InnerException ?? failure);
        }

        StateHasChanged();
    }
}

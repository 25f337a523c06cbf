using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>An addressed page over one view model that works in the background: made when first shown, gone with the page.</summary>
public abstract class JobPage<TModel> : AddressedPage, IDisposable
    where TModel : class, IDisposable
{
    /// <summary>Null before the page was shown.</summary>
    protected TModel? Model { get; private set; }

    [Inject]
    protected JobBoard Jobs { get; set; } = null!;

    /// <summary>The path of the page, as "/drift".</summary>
    protected abstract string Path { get; }

    /// <summary>What its tab is called.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Model?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="changed">To be called when the work moves on.</param>
    protected abstract TModel Make(Action changed);

    /// <summary>Asks for what the address wants.</summary>
    protected abstract Task LoadAsync(TModel model);

    /// <inheritdoc />
    protected sealed override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != Path)
        {
            return Task.CompletedTask;
        }

        Workspace.Title(Title);
        return LoadAsync(Model ??= Make(() => InvokeAsync(StateHasChanged)));
    }
}

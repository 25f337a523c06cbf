using GovernanceDashboard.Components.Pages.Lists;

namespace GovernanceDashboard.Components.Pages.Paths;

/// <summary>Who can read one address, by policies on addresses and by permissions of files; the address of the page holds it.</summary>
public sealed partial class PathPage : AddressedPage, IDisposable
{
    private PathViewModel? _viewModel;
    private string? _typed;

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/path")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Paths");
        _viewModel ??= new PathViewModel(Questions);
        var url = Urls.ReadPath(Navigation.Uri);
        if (url != _viewModel.Url)
        {
            _typed = url;
        }

        return _viewModel.LoadAsync(User, Picture, url);
    }

    private void Ask()
    {
        if (!string.IsNullOrWhiteSpace(_typed))
        {
            Navigation.NavigateTo(Urls.Path(Picture, _typed.Trim()));
        }
    }
}

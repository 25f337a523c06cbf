using GovernanceDashboard.Components.Pages.Lists;

namespace GovernanceDashboard.Components.Pages.Discovery;

/// <summary>Tables that people can see and not query, and these people.</summary>
public sealed partial class DiscoverablePage : AddressedPage, IDisposable
{
    private DiscoverableViewModel? _viewModel;
    private string? _scope;

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/discoverable")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Discoverable");
        _viewModel ??= new DiscoverableViewModel(Questions);
        var address = Urls.ReadDiscoverable(Navigation.Uri);
        _scope = address.Scope;
        return _viewModel.LoadAsync(User, Picture, address);
    }

    private void Ask() =>
        Refine(Urls.Discoverable(Picture, _viewModel!.Address with { Scope = AddressField.Of(_scope) }));

    private void ShowOnly(string scope, bool showsPeople) =>
        Refine(Urls.Discoverable(Picture, new DiscoverableAddress(showsPeople, scope)));
}

using GovernanceDashboard.Components.Pages.Lists;

namespace GovernanceDashboard.Components.Pages.Laterals;

/// <summary>What somebody could come to read without anybody else's doing.</summary>
public sealed partial class LateralPage : AddressedPage, IDisposable
{
    private LateralViewModel? _viewModel;
    private string? _person;

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/lateral")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Lateral reach");
        _viewModel ??= new LateralViewModel(Questions);
        _person = Urls.ReadLateral(Navigation.Uri);
        return _viewModel.LoadAsync(User, Picture, _person);
    }

    private void Ask() => Refine(Urls.Lateral(Picture, AddressField.Of(_person)));
}

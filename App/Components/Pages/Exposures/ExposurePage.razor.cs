using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Exposures;

/// <summary>For how long a scope stood open to people whom it is not meant for, and whether they read it.</summary>
public sealed partial class ExposurePage : AddressedPage, IDisposable
{
    private ExposureViewModel? _viewModel;
    private string? _scope;
    private string? _from;
    private string? _to;

    [Inject]
    private JobBoard Jobs { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/exposure")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Exposure");
        _viewModel ??= new ExposureViewModel(Questions, Jobs, () => InvokeAsync(StateHasChanged));
        var address = Urls.ReadExposure(Navigation.Uri);
        (_scope, _from, _to) = (address.Scope, address.From, address.To);
        _viewModel.Load(User, Picture, address);
        return Task.CompletedTask;
    }

    private void Ask() =>
        Refine(
            Urls.Exposure(
                Picture,
                _viewModel!.Address with
                {
                    Scope = AddressField.Of(_scope),
                    From = AddressField.Of(_from),
                    To = AddressField.Of(_to),
                }
            )
        );
}

using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Drift;

/// <summary>What changed between two instants. Both stand in the address, so a colleague can be handed them.</summary>
public sealed partial class DriftPage : AddressedPage, IDisposable
{
    private DriftViewModel? _viewModel;
    private string? _from;
    private string? _to;

    [Inject]
    private JobBoard Jobs { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/drift")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Drift");
        _viewModel ??= new DriftViewModel(Questions, Jobs, () => InvokeAsync(StateHasChanged));
        var address = Urls.ReadDrift(Navigation.Uri);
        (_from, _to) = (address.From, address.To);
        return _viewModel.LoadAsync(User, Picture, address);
    }

    private void Compare() =>
        Show(_viewModel!.Address with { From = AddressField.Of(_from), To = AddressField.Of(_to) });

    private void Show(DriftAddress address) => Refine(Urls.Drift(Picture, address));

    private static string Chip(DriftKind drift) =>
        drift is DriftKind.Added or DriftKind.CameAndWent ? "chip warn" : "chip";
}

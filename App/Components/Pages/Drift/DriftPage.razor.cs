using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Drift;

/// <summary>What changed between two instants. Both stand in the address, so a colleague can be handed them.</summary>
public sealed partial class DriftPage : JobPage<DriftViewModel>
{
    private string? _from;
    private string? _to;

    /// <inheritdoc />
    protected override string Path => "/drift";

    /// <inheritdoc />
    protected override string Title => "Drift";

    /// <inheritdoc />
    protected override DriftViewModel Make(Action changed) => new(Questions, Jobs, changed);

    /// <inheritdoc />
    protected override Task LoadAsync(DriftViewModel model)
    {
        var address = Urls.ReadDrift(Navigation.Uri);
        (_from, _to) = (address.From, address.To);
        return model.LoadAsync(User, Picture, address);
    }

    private void Compare() => Show(Model!.Address with { From = AddressField.Of(_from), To = AddressField.Of(_to) });

    private void Show(DriftAddress address) => Refine(Urls.Drift(Picture, address));

    private static string Chip(DriftKind drift) =>
        drift is DriftKind.Added or DriftKind.CameAndWent ? "chip warn" : "chip";
}

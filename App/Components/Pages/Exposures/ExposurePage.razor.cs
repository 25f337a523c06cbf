using GovernanceDashboard.Components.Pages.Lists;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Exposures;

/// <summary>For how long a scope stood open to people whom it is not meant for, and whether they read it.</summary>
public sealed partial class ExposurePage : JobPage<ExposureViewModel>
{
    private string? _scope;
    private string? _from;
    private string? _to;

    /// <inheritdoc />
    protected override string Path => "/exposure";

    /// <inheritdoc />
    protected override string Title => "Exposure";

    /// <inheritdoc />
    protected override ExposureViewModel Make(Action changed) => new(Questions, Jobs, changed);

    /// <inheritdoc />
    protected override Task LoadAsync(ExposureViewModel model)
    {
        var address = Urls.ReadExposure(Navigation.Uri);
        (_scope, _from, _to) = (address.Scope, address.From, address.To);
        model.Load(User, Picture, address);
        return Task.CompletedTask;
    }

    private void Ask() =>
        Refine(
            Urls.Exposure(
                Picture,
                Model!.Address with
                {
                    Scope = AddressField.Of(_scope),
                    From = AddressField.Of(_from),
                    To = AddressField.Of(_to),
                }
            )
        );
}

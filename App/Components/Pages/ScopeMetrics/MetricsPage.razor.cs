using GovernanceDashboard.Components.Pages.Lists;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>How bad the exposure of a scope is, with the formula behind every figure.</summary>
public sealed partial class MetricsPage : JobPage<MetricsViewModel>
{
    private string? _scope;
    private string? _whom;
    private string? _lookBack;
    private string? _from;
    private string? _to;

    /// <inheritdoc />
    protected override string Path => "/metrics";

    /// <inheritdoc />
    protected override string Title => "Metrics";

    /// <inheritdoc />
    protected override MetricsViewModel Make(Action changed) => new(Questions, Jobs, changed);

    /// <inheritdoc />
    protected override Task LoadAsync(MetricsViewModel model)
    {
        var address = Urls.ReadMetrics(Navigation.Uri);
        (_scope, _whom) = (address.Scope, address.Whom);
        (_lookBack, _from, _to) = (address.LookBack, address.From, address.To);
        model.Load(User, Picture, address);
        return Task.CompletedTask;
    }

    private string LinkTo(MetricsAddress address) => Urls.Metrics(Picture, address);

    private void Ask() =>
        Refine(
            LinkTo(
                Model!.Address with
                {
                    Scope = AddressField.Of(_scope),
                    Whom = AddressField.Of(_whom),
                    LookBack = AddressField.Of(_lookBack),
                    From = AddressField.Of(_from),
                    To = AddressField.Of(_to),
                }
            )
        );

    private void Choose(ChangeEventArgs args) =>
        Refine(LinkTo(Model!.Address with { Attribute = args.Value as string }));
}

using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>How bad the exposure of a scope is, with the formula behind every figure.</summary>
public sealed partial class MetricsPage : AddressedPage, IDisposable
{
    private MetricsViewModel? _viewModel;
    private string? _scope;
    private string? _whom;
    private string? _lookBack;
    private string? _from;
    private string? _to;

    [Inject]
    private JobBoard Jobs { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/metrics")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Metrics");
        _viewModel ??= new MetricsViewModel(Questions, Jobs, () => InvokeAsync(StateHasChanged));
        var address = Urls.ReadMetrics(Navigation.Uri);
        (_scope, _whom) = (address.Scope, address.Whom);
        (_lookBack, _from, _to) = (address.LookBack, address.From, address.To);
        _viewModel.Load(User, Picture, address);
        return Task.CompletedTask;
    }

    private string LinkTo(MetricsAddress address) => Urls.Metrics(Picture, address);

    private void Ask() =>
        Refine(
            LinkTo(
                _viewModel!.Address with
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
        Refine(LinkTo(_viewModel!.Address with { Attribute = args.Value as string }));
}

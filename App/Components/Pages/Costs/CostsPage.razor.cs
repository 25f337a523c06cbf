using System.Collections.Immutable;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules.Costs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Costs;

/// <summary>What storage costs a month, by table group and by table, and what of it is paid for nothing.</summary>
public sealed partial class CostsPage : AddressedPage, IDisposable
{
    private CostsViewModel? _viewModel;

    [Inject]
    public required FindingQuestions Rules { get; set; }

    private static ImmutableArray<MetricInfo> Formulas { get; } =
    [.. MetricCatalogue.All.Where(metric => metric.Source == MetricCatalogue.Costs)];

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/costs")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Costs");
        _viewModel ??= new CostsViewModel(Rules);
        return _viewModel.LoadAsync(User, Picture, Urls.ReadCosts(Navigation.Uri));
    }

    private void ChooseGroup(CostRow row) =>
        Refine(Urls.Costs(Picture, new CostsAddress(ShowsTables: true, Group: row.Group)));
}

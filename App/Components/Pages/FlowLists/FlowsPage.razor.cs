using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FlowLists;

/// <summary>What is on file about each collection flow, and what is missing.</summary>
public sealed partial class FlowsPage : AddressedPage, IDisposable
{
    private FlowsViewModel? _viewModel;

    [Inject]
    public required FindingQuestions Rules { get; set; }

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/flows")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Flows");
        _viewModel ??= new FlowsViewModel(Rules);
        return _viewModel.LoadAsync(User, Picture, Urls.ReadFlows(Navigation.Uri));
    }

    private void Choose(FlowRow? row) => Refine(Urls.Flows(Picture, row?.Id));

    private string FindingLink(FlowGap gap) =>
        Urls.Findings(Picture, new FindingsAddress(Rule: gap.Rule, Finding: gap.Finding));
}

using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Planning;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>Builds a change set and shows what it would do. The changes stand in the address, so a colleague can be handed them.</summary>
public sealed partial class WhatIfPage : AddressedPage, IDisposable
{
    private const int MostShown = 200;

    private WhatIfViewModel? _viewModel;

    [Inject]
    private WhatIfQuestion WhatIf { get; set; } = null!;

    [Inject]
    private JobBoard Jobs { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override async Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/what-if")
        {
            return;
        }

        _viewModel ??= new WhatIfViewModel(Questions, WhatIf, Jobs, () => InvokeAsync(StateHasChanged));
        if (await _viewModel.LoadAsync(User, Picture, Urls.ReadWhatIf(Navigation.Uri)) is { } instead)
        {
            Show(instead);
        }
    }

    private void Show(WhatIfAddress address) => Refine(Urls.WhatIf(Picture, address));

    private void Select(PolicyItemRow item)
    {
        _viewModel!.Select(item);
        Show(_viewModel.Address with { Policy = item.PolicyId, List = item.List, Item = item.ItemIndex });
    }

    private Task<IReadOnlyList<IReadOnlyList<string?>>> ChangeRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>([
            .. _viewModel!.All.Select(change => (IReadOnlyList<string?>)ChangeRow.Write(change)!),
        ]);
}

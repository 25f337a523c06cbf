using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>The four questions about a scope on one screen: the quick figures first, the ledger's when their job has ended.</summary>
public sealed partial class BoardPage : WorkbenchPage
{
    private BoardViewModel? _viewModel;
    private string? _scope;

    [Inject]
    private EstateQuestions Questions { get; set; } = null!;

    [Inject]
    private JobBoard Jobs { get; set; } = null!;

    [Inject]
    private IJSRuntime JS { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task LoadAsync(string uri, CurrentUser user, CancellationToken cancellationToken)
    {
        Workspace.Title("Four questions");
        _viewModel ??= new BoardViewModel(Questions, Jobs, () => InvokeAsync(StateHasChanged));
        var address = Urls.ReadBoard(uri);
        _scope = address.Scope;
        await _viewModel.LoadAsync(address, user, Picture, cancellationToken);
        StateHasChanged();
        await _viewModel.OfferAsync(user, Picture, cancellationToken);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _viewModel?.Dispose();
        base.Dispose(disposing);
    }

    private void Ask() => Navigation.NavigateTo(Urls.Board(Picture, new BoardAddress(AddressField.Of(_scope))));

    private Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        _viewModel!.CsvRowsAsync(cancellationToken);

    private async Task PrintAsync()
    {
        await using var shell = await JS.InvokeAsync<IJSObjectReference>("import", Gone, "./js/shell.js");
        await shell.InvokeVoidAsync("print", Gone);
    }
}

using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.EvidencePacks;

/// <summary>Exports evidence packs, and lists, verifies and hands out those there are.</summary>
public sealed partial class EvidencePage : AddressedPage, IDisposable
{
    private EvidenceViewModel? _viewModel;
    private TypingPause? _pause;
    private string? _listedAfter;

    [Inject]
    private EvidenceExport Export { get; set; } = null!;

    [Inject]
    private EvidenceShelf Shelf { get; set; } = null!;

    [Inject]
    private JobBoard Jobs { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private string GroupInScope => InScope(EvidenceViewModel.GroupPrefix);

    private string TableInScope => InScope(EvidenceViewModel.TablePrefix);

    /// <inheritdoc />
    public void Dispose()
    {
        _viewModel?.Dispose();
        _pause?.Dispose();
    }

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/evidence")
        {
            return Task.CompletedTask;
        }

        _viewModel ??= new EvidenceViewModel(Questions, Export, Shelf, Jobs, () => InvokeAsync(MovedOnAsync));
        return _viewModel.LoadAsync(User, Picture, Urls.ReadEvidence(Navigation.Uri));
    }

    private async Task MovedOnAsync()
    {
        if (_viewModel?.ExportedPack is { } pack && pack != _listedAfter)
        {
            _listedAfter = pack;
            await _viewModel.LoadPacksAsync();
        }

        StateHasChanged();
    }

    private Task ShowAgainAsync() => ShowAsync();

    private void Choose(string prefix, string? name) =>
        Refine(Urls.Evidence(Picture, string.IsNullOrWhiteSpace(name) ? null : prefix + name.Trim()));

    private Task TypeAsync(ChangeEventArgs args)
    {
        _pause ??= new TypingPause(Clock);
        return _pause.AfterAsync(() => _viewModel!.SuggestAsync(args.Value as string));
    }

    private string InScope(string prefix) =>
        _viewModel?.Scope is { } scope && scope.StartsWith(prefix, StringComparison.Ordinal)
            ? scope[prefix.Length..]
            : "";
}

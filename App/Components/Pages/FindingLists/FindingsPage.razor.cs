using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>What the rules find wrong, most severe first: where each finding stands, what it means and concerns, and what is done about it.</summary>
public sealed partial class FindingsPage : AddressedPage, IDisposable
{
    private FindingsViewModel? _viewModel;
    private TypingPause? _pause;
    private bool _looksAtOne;

    [Inject]
    public required TimeProvider Clock { get; set; }

    [Inject]
    public required FindingQuestions Rules { get; set; }

    [Inject]
    public required FindingTriage Triage { get; set; }

    [Inject]
    public required FindingWaivers Waivers { get; set; }

    [Inject]
    public required SavedViews Views { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _pause?.Dispose();
        _viewModel?.Dispose();
    }

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/findings")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Findings");
        _viewModel ??= new FindingsViewModel(Rules, Triage, Waivers, Views);
        return _viewModel.LoadAsync(User, Picture, Urls.ReadFindings(Navigation.Uri));
    }

    private static string? Text(ChangeEventArgs args) => args.Value is string { Length: > 0 } text ? text : null;

    private string StatusLink(FindingStatus? status) =>
        Urls.Findings(
            Picture,
            _viewModel!.Address with
            {
                Status = status?.Word(),
                IsWaiverAsked = false,
                Finding = null,
            }
        );

    private string AskedLink =>
        Urls.Findings(Picture, _viewModel!.Address with { Status = null, IsWaiverAsked = true, Finding = null });

    private Task TypeAsync(ChangeEventArgs args)
    {
        _pause ??= new TypingPause(Clock);
        return _pause.AfterAsync(() =>
        {
            Go(_viewModel!.Address with { Search = Text(args) });
            return Task.CompletedTask;
        });
    }

    // Whatever was touched last is shown beside the list: the finding that was opened, or those that were chosen.
    private void Look(FindingRow row)
    {
        _looksAtOne = true;
        Go(_viewModel!.Address with { Finding = row.Id });
    }

    private void Choose(FindingRow row)
    {
        _looksAtOne = false;
        _viewModel!.Choose(row);
    }

    private void ChooseAll()
    {
        _looksAtOne = false;
        _viewModel!.ChooseAll();
    }

    private void Open(SavedView view) => Go(Urls.ReadFindings("/findings?" + view.Query));

    private async Task UndoAsync(Guid batch)
    {
        if (await _viewModel!.Form!.UndoAsync(batch, CancellationToken.None) is { } done)
        {
            await _viewModel.DoneAsync(done);
        }
    }

    private void Go(FindingsAddress address) => Refine(Urls.Findings(Picture, address));
}

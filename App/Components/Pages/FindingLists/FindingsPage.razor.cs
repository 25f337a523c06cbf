using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>What the rules find wrong, most severe first, with what each finding means and concerns.</summary>
public sealed partial class FindingsPage : AddressedPage, IDisposable
{
    private FindingsViewModel? _viewModel;
    private TypingPause? _pause;

    [Inject]
    public required TimeProvider Clock { get; set; }

    [Inject]
    public required FindingQuestions Rules { get; set; }

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
        _viewModel ??= new FindingsViewModel(Rules);
        return _viewModel.LoadAsync(User, Picture, Urls.ReadFindings(Navigation.Uri));
    }

    private static string? Text(ChangeEventArgs args) => args.Value is string { Length: > 0 } text ? text : null;

    private void ChooseRule(ChangeEventArgs args) => Go(_viewModel!.Address with { Rule = Text(args) });

    private void ChooseSeverity(ChangeEventArgs args) => Go(_viewModel!.Address with { Severity = Text(args) });

    private Task TypeAsync(ChangeEventArgs args)
    {
        _pause ??= new TypingPause(Clock);
        return _pause.AfterAsync(() =>
        {
            Go(_viewModel!.Address with { Search = Text(args) });
            return Task.CompletedTask;
        });
    }

    private void Go(FindingsAddress address) => Refine(Urls.Findings(Picture, address));
}

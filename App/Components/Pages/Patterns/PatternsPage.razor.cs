using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Patterns;

/// <summary>What opens the estate's tables, and which tables have the same readers.</summary>
public sealed partial class PatternsPage : AddressedPage, IDisposable
{
    private PatternsViewModel? _viewModel;
    private SignatureRow? _signature;
    private TypingPause? _pause;

    [Inject]
    public required TimeProvider Clock { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _pause?.Dispose();
        _viewModel?.Dispose();
    }

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/patterns")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Patterns");
        _viewModel ??= new PatternsViewModel(Questions);
        return _viewModel.LoadAsync(User, Picture, Urls.ReadPatterns(Navigation.Uri));
    }

    private Task TypeAsync(ChangeEventArgs args)
    {
        _pause ??= new TypingPause(Clock);
        return _pause.AfterAsync(() =>
        {
            Search(args.Value as string);
            return Task.CompletedTask;
        });
    }

    private void Search(string? text) => Refine(Urls.Patterns(Picture, new PatternsAddress(text)));

    private void Open(PatternRow row) =>
        Navigation.NavigateTo(Urls.Pattern(Picture, new PatternAddress(row.Pattern.Id)));
}

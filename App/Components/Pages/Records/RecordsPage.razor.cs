using GovernanceDashboard.Components.Pages.Lists;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Records;

/// <summary>What people declared: one type of governance record at a time.</summary>
public sealed partial class RecordsPage : AddressedPage, IDisposable
{
    private RecordsViewModel? _viewModel;
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
        if (Urls.PathOf(Navigation.Uri) != "/records")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Records");
        _viewModel ??= new RecordsViewModel(Questions);
        return _viewModel.LoadAsync(User, Picture, Urls.ReadRecords(Navigation.Uri));
    }

    private void Choose(ChangeEventArgs args) => Go(new RecordsAddress(args.Value as string));

    private Task TypeAsync(ChangeEventArgs args)
    {
        _pause ??= new TypingPause(Clock);
        return _pause.AfterAsync(() =>
        {
            Go(_viewModel!.Address with { Search = args.Value as string });
            return Task.CompletedTask;
        });
    }

    private void Go(RecordsAddress address) => Refine(Urls.Records(Picture, address));
}

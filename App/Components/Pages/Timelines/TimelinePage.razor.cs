using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Timelines;

/// <summary>A timeline of access that can be scrubbed. Scope and instant stand in the address, so that a colleague can be handed both.</summary>
public sealed partial class TimelinePage : AddressedPage, IDisposable
{
    private TimelineViewModel? _viewModel;
    private TypingPause? _pause;
    private string? _scope;

    [Inject]
    private JobBoard Jobs { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private DateTimeOffset At => _viewModel!.At!.Value;

    /// <inheritdoc />
    public void Dispose()
    {
        _pause?.Dispose();
        _viewModel?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/timeline")
        {
            return;
        }

        Workspace.Title("Timeline");
        _viewModel ??= new TimelineViewModel(Questions, Jobs, () => InvokeAsync(MovedAsync));
        var address = Urls.ReadTimeline(Navigation.Uri);
        _scope = address.Scope;
        _viewModel.Load(User, Picture, address);
        await AskAsync(_viewModel);
    }

    private async Task MovedAsync()
    {
        StateHasChanged();
        await AskAsync(_viewModel!);
        StateHasChanged();
    }

    private static Task AskAsync(TimelineViewModel model) =>
        model.At is { } at && at != model.Shown ? model.AskAsync() : Task.CompletedTask;

    private void Ask() => Navigation.NavigateTo(Urls.Timeline(Picture, new TimelineAddress(AddressField.Of(_scope))));

    // The bars answer at once; the estate of another instant takes a moment, so the list waits until the hand rests.
    private Task ScrubAsync(DateTimeOffset at)
    {
        _viewModel!.Scrub(at);
        _pause ??= new TypingPause(Clock, TimeSpan.FromMilliseconds(600));
        return _pause.AfterAsync(() =>
        {
            Refine(Urls.Timeline(Picture, _viewModel.Address with { Instant = UtcText.Short(_viewModel.At!.Value) }));
            return Task.CompletedTask;
        });
    }

    private Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        _viewModel!.CsvRowsAsync(cancellationToken);
}

using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>The readers of a table, filtered; choosing one opens the explanation.</summary>
public sealed partial class TableReadersPart : ComponentBase, IDisposable
{
    private TypingPause? _pause;

    [Parameter, EditorRequired]
    public required TableViewModel ViewModel { get; set; }

    [Parameter]
    public EventCallback<ReaderRow> OnOpen { get; set; }

    /// <summary>Raised with the flag to filter by: it stands in the address.</summary>
    [Parameter]
    public EventCallback<ReadingFlag?> OnFlag { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose() => _pause?.Dispose();

    private Task TypeAsync(ChangeEventArgs args)
    {
        _pause ??= new TypingPause(Clock);
        return _pause.AfterAsync(() =>
        {
            ViewModel.Show(ViewModel.Filter with { Search = args.Value as string });
            return Task.CompletedTask;
        });
    }

    private Task ClearAsync()
    {
        ViewModel.Show(ReaderFilter.Everyone with { Flag = ViewModel.Filter.Flag });
        return OnFlag.InvokeAsync(null);
    }

    private static T? Choice<T>(ChangeEventArgs args)
        where T : struct, Enum => Enum.TryParse<T>(args.Value as string, out var value) ? value : null;
}

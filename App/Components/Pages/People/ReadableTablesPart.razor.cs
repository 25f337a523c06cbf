using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.People;

/// <summary>What one person can read, filtered, with the explanation of the selected table beside it.</summary>
public sealed partial class ReadableTablesPart : ComponentBase, IDisposable
{
    private TypingPause? _pause;

    [Parameter, EditorRequired]
    public required PersonViewModel ViewModel { get; set; }

    [Parameter]
    public EventCallback<ReadableTable> OnExplain { get; set; }

    [Parameter]
    public EventCallback<ReadableTable> OnOpen { get; set; }

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
            ViewModel.Show(ViewModel.Filter with { Search = Text(args) });
            return Task.CompletedTask;
        });
    }

    private Task ClearAsync()
    {
        ViewModel.Show(new ReadableFilter(Flag: ViewModel.Filter.Flag));
        return OnFlag.InvokeAsync(null);
    }

    private string WhyLink(ReadableTable row) =>
        Urls.Table(
            Picture,
            new TableAddress(row.Table.Name, "why", Person: ViewModel.What.Answer!.Principal.Principal.Reference)
        );

    private static string? Text(ChangeEventArgs args) => args.Value is string { Length: > 0 } text ? text : null;
}
